// SPDX-License-Identifier: MIT
//
// The script tag. A classic script, so that it can be pasted anywhere and carry an integrity
// of its own. It loads nothing until the page is idle or an element is near the window, then
// imports the element's module from its own folder; it adds no <script> (Trusted Types).
// Until then it keeps the fallback hidden and the reserved room open. When the module cannot
// be loaded it shows the fallback again and says so in `encore-error`.
//
// Nothing of it comes before the page's own first picture: the look-out begins after that, and
// so do preload hints that a shop has marked <link data-encore media="not all">.

// Long: a classic script has no scope of its own; this function is the file's, and holds the shorter ones.
(() => {
  // Only now is it known which script runs; a moment later `currentScript` is null.
  const script = document.currentScript as HTMLScriptElement | null;
  const name = 'encore-offers';
  const page = globalThis as { encoreLoader?: true; encore?: { base?: string } };
  // Merged into another file, it needs the address of its own files: by data-src on that script, or before it.
  const base = script?.dataset['src'] ?? page.encore?.base ?? script?.src;
  const url = new URL(__ENCORE_ELEMENT__, new URL(base || '.', document.baseURI)).href;
  if (page.encoreLoader || customElements.get(name)) return;
  page.encoreLoader = true;

  const sheet = new CSSStyleSheet();
  // No room is held where the server says that nothing is left, and no more than this page took when it ended.
  sheet.replaceSync(
    `${name}{display:block;min-inline-size:0}${name}[reserve]{min-block-size:${roomLeft() ?? 'var(--encore-reserve,34rem)'}}${name}[reserve]:has(>[data-encore-empty]){min-block-size:0}${name}:not(:defined)>*{display:none}`,
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

  /** Noted by the element once no offer was left (`noteRoom` in element/page/room.ts). */
  function roomLeft(): string | undefined {
    try {
      return sessionStorage[`encore:room ${location.href}`] as string | undefined;
    } catch {
      return undefined;
    }
  }

  let begun = false;
  const load = (): void => {
    if (begun) return;
    begun = true;
    stop();
    import(url).catch((error: unknown) => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter(other => other !== sheet);
      const detail = { code: 'load_failed', message: `${url} could not be loaded: ${String(error)}` };
      for (const element of document.querySelectorAll(name)) {
        element.dispatchEvent(new CustomEvent('encore-error', { detail, bubbles: true, composed: true }));
      }
    });
  };

  const near = new IntersectionObserver(
    entries => {
      if (entries.some(entry => entry.isIntersecting)) load();
    },
    { rootMargin: '400px' },
  );
  // Elements may come later: by the parser, or by a page that navigates without loading.
  const arrivals = new MutationObserver(() => look());
  let idle = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    for (const element of document.querySelectorAll(name)) {
      if (idle) load();
      else near.observe(element);
    }
  };
  const stop = (): void => {
    near.disconnect();
    arrivals.disconnect();
    clearTimeout(timer);
  };
  const whenIdle = (): void => {
    const ready = (): void => {
      idle = true;
      look();
    };
    // Safari has no idle callback; a timer after `load` is as near as it comes.
    if ('requestIdleCallback' in window) requestIdleCallback(ready, { timeout: 2000 });
    else if (!begun) timer = setTimeout(ready, 200);
  };
  const watch = (): void => {
    for (const hint of document.querySelectorAll<HTMLLinkElement>('link[data-encore]')) hint.media = '';
    arrivals.observe(document, { childList: true, subtree: true });
    look();
    if (document.readyState === 'complete') whenIdle();
    else addEventListener('load', whenIdle, { once: true });
  };
  // The page's own first picture comes first; a page in the background paints none.
  if (document.hidden) watch();
  else requestAnimationFrame(() => setTimeout(watch));
})();
