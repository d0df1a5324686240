// SPDX-License-Identifier: MIT
//
// The ready themes, loaded when the `theme` attribute names one. Each is the same file that a
// page may link itself: custom properties for `encore-offers[theme=…]` and for `:host(…)`.
// An adopted `:host` rule yields to every rule of the page, so a shop can theme the theme.

const themeLoaders: Record<string, () => Promise<{ default: string }>> = {
  soft: () => import('../../../themes/soft.css'),
  bold: () => import('../../../themes/bold.css'),
  minimal: () => import('../../../themes/minimal.css'),
};

const sheets = new Map<string, CSSStyleSheet>();

/**
 * The style sheet of a theme; undefined for `plain`, which is the element's own look, for names that are a shop's, and
 * where it cannot be loaded.
 */
export async function loadTheme(name: string | null): Promise<CSSStyleSheet | undefined> {
  const load = name && Object.hasOwn(themeLoaders, name) ? themeLoaders[name] : undefined;
  if (!name || !load) return undefined;
  let sheet = sheets.get(name);
  if (!sheet) {
    const text = (await load().catch(() => undefined))?.default;
    if (text === undefined) return undefined;
    sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    sheets.set(name, sheet);
  }
  return sheet;
}

/** Adopts a theme's style sheet in place of the one before. Returns the theme that is applied now. */
export function adoptTheme(
  root: ShadowRoot,
  sheet: CSSStyleSheet | undefined,
  before: CSSStyleSheet | undefined,
): CSSStyleSheet | undefined {
  const others = root.adoptedStyleSheets.filter(other => other !== before);
  root.adoptedStyleSheets = sheet ? [...others, sheet] : others;
  return sheet;
}

/** Adopts the rules of what some offers show besides: after the element's own, before a theme's. */
export function adoptExtras(root: ShadowRoot | null, sheet: CSSStyleSheet): void {
  if (!root || root.adoptedStyleSheets.includes(sheet)) return;
  const [own, ...others] = root.adoptedStyleSheets;
  root.adoptedStyleSheets = [...(own ? [own] : []), sheet, ...others];
}
