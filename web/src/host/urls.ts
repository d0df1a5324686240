// SPDX-License-Identifier: MIT
//
// Which addresses a page sheet may name: http(s) alone, of the page's own origin or of a
// host the policy allows. `javascript:`, `data:` and a stranger's host all come to null.

/** The absolute form of `url`, or null where it may not be used. `hosts` are names, with a port where one is meant. */
export function allowedUrl(url: string, pageUrl: string, hosts: readonly string[]): string | null {
  try {
    const page = new URL(pageUrl);
    const target = new URL(url, page);
    const allowed =
      /^https?:$/.test(target.protocol) &&
      !target.username &&
      !target.password &&
      (target.origin === page.origin ||
        ((target.protocol === 'https:' || page.protocol === 'http:') && hosts.includes(target.host)));
    return allowed ? target.href : null;
  } catch {
    return null;
  }
}
