// SPDX-License-Identifier: MIT
//
// What the law demands beside the button is a contract with the page: price, total, terms, consent, and that the offer
// can be declined. Measured on the page itself, whichever rules it has: the text is rendered, not clipped away and not
// transparent, at least 10 px large, and has a contrast of 3:1 against the nearest opaque colour behind it. Where that
// cannot be known (pictures, colours of other spaces, forced colours) it passes. Accept and decline are alike.
//
// A rule that hides one of them is overridden in its place: a page's `::part` rule yields to an important one inside
// (CSS Cascade 5, 6.4), and in a shop's own markup any rule yields to an important one of the element itself. Where the
// law prescribes the button's words, what else stands in it goes. What is hidden even so cannot be sold.

const leastPx = 10;
const leastContrast = 2.95; // 3, less what rounding takes
const leastOpacity = 0.3;

type Colour = readonly [red: number, green: number, blue: number, alpha: number];

/** What is wrong with one text: how it is, for the message, and how it is mended. */
type Fault = 'hidden' | 'small' | 'faint' | 'unlike' | 'more than the law’s words';

/** A fault, and the element nearest to the text that has it; of one that is unlike, the other. */
interface Found {
  fault: Fault;
  at: HTMLElement;
}

const ours = '[part~=amount],[part~=total],[part~=terms],[part~=consent],.accept,.decline';
const own = ['price', 'total', 'terms', 'consent']
  .map(name => `[data-encore-text=${name}]`)
  .concat('[data-encore-action=accept],[data-encore-action=decline]')
  .join();
const isOurs = (card: Element): boolean => card.matches('article');

const nameOf = (node: HTMLElement): string =>
  node.dataset['encoreText'] ?? node.dataset['encoreAction'] ?? (node.part.length ? [...node.part].join(' ') : 'text');

const parentOf = (node: Element): Element | null =>
  node.assignedSlot ?? node.parentElement ?? (node.getRootNode() as Partial<ShadowRoot>).host ?? null;

/** Null for colours that are not in sRGB. */
function colourOf(text: string): Colour | null {
  const [, space, inside = ''] = /^(rgba?|color)\((.*)\)$/.exec(text) ?? [];
  const numbers = inside.match(/-?[\d.]+(?:e-?\d+)?%?/g)?.map(Number) ?? [];
  if (space === 'color' ? !inside.startsWith('srgb ') : !space) return null;
  const scale = space === 'color' ? 1 : 255;
  const [red = NaN, green = NaN, blue = NaN, alpha = 1] = numbers;
  return Number.isNaN(red + green + blue + alpha) ? null : [red / scale, green / scale, blue / scale, alpha];
}

const over = ([r, g, b, alpha]: Colour, [r2, g2, b2]: Colour): Colour => [
  r * alpha + r2 * (1 - alpha),
  g * alpha + g2 * (1 - alpha),
  b * alpha + b2 * (1 - alpha),
  1,
];

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map(part =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Whether an element of itself takes away what is in it. */
function takesAway({ clipPath, filter, maskImage }: CSSStyleDeclaration): boolean {
  return (
    /^(?:circle|ellipse)\(0(?!\.)|inset\((?:[5-9]\d|100)%|rect\(0/.test(clipPath) ||
    /blur\((?!0)|opacity\(0/.test(filter) ||
    (maskImage !== 'none' && maskImage !== '')
  );
}

/** What is behind and around a text. */
interface Surroundings {
  opacity: number;
  hidden: boolean;
  /** What of the page is left of it by those that clip. */
  clip: DOMRect[];
  /** The backgrounds from the text outwards, until one is opaque; null where that cannot be known. */
  layers: Colour[] | null;
}

function surroundingsOf(start: Element): Surroundings {
  const found: Surroundings = { opacity: 1, hidden: false, clip: [], layers: [] };
  let opaque = false;
  for (let at: Element | null = start; at; at = parentOf(at)) {
    const style = getComputedStyle(at);
    found.opacity *= Number(style.opacity);
    found.hidden ||= takesAway(style);
    if (
      /hidden|clip/.test(style.overflowX + style.overflowY) &&
      at !== document.body &&
      at !== document.documentElement
    )
      found.clip.push(at.getBoundingClientRect());
    if (opaque || !found.layers) continue;
    const colour = colourOf(style.backgroundColor);
    if (!colour || style.backgroundImage !== 'none') found.layers = null;
    else if (colour[3] > 0) found.layers.push(colour);
    opaque = colour?.[3] === 1;
  }
  // A canvas without a colour is white, unless the page is dark.
  if (!opaque && found.layers) {
    const isDark = /dark/.test(getComputedStyle(document.documentElement).colorScheme);
    if (isDark) found.layers = null;
    else found.layers.push([1, 1, 1, 1]);
  }
  return found;
}

/** How much of a text can be seen, from 0 to 1. */
function shownPart(rects: DOMRect[], clips: DOMRect[]): number {
  let all = 0;
  let seen = 0;
  for (const { left, right, top, bottom, width, height } of rects) {
    all += width * height;
    // Beyond the page's beginning nothing scrolls to.
    let [l, r, t, b] = [Math.max(left, -scrollX), right, Math.max(top, -scrollY), bottom];
    for (const clip of clips) {
      [l, r] = [Math.max(l, clip.left), Math.min(r, clip.right)];
      [t, b] = [Math.max(t, clip.top), Math.min(b, clip.bottom)];
    }
    seen += Math.max(0, r - l) * Math.max(0, b - t);
  }
  return all ? seen / all : 0;
}

function faultOfText(text: Text): Fault | undefined {
  const parent = text.parentElement;
  if (!parent) return undefined;
  const range = document.createRange();
  range.selectNodeContents(text);
  const rects = [...range.getClientRects()];
  const style = getComputedStyle(parent);
  const { opacity, hidden, clip, layers } = surroundingsOf(parent);
  if (
    hidden ||
    // Closed `details` have boxes.
    (parent as Partial<Element>).checkVisibility?.call(parent) === false ||
    style.visibility !== 'visible' ||
    opacity < leastOpacity ||
    shownPart(rects, clip) < 0.5
  )
    return 'hidden';
  // A transform makes small what is large by its font.
  if (parseFloat(style.fontSize) < leastPx || rects.every(({ height }) => height < leastPx * 0.9)) return 'small';
  if (matchMedia('(forced-colors: active)').matches) return undefined;
  const colour = colourOf(style.webkitTextFillColor || style.color);
  if (!layers || !colour) return undefined;
  const behind = layers.reduceRight((below, layer) => over(layer, below), [1, 1, 1, 1] as Colour);
  const [red, green, blue, alpha] = colour;
  return contrast(over([red, green, blue, alpha * opacity], behind), behind) < leastContrast ? 'faint' : undefined;
}

/** The texts in a node that are meant for the eye. */
function textsOf(node: Element): Text[] {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    const isAside = node.getRootNode() instanceof ShadowRoot && text.parentElement?.closest('.sr');
    if (text.data.trim() && !isAside) texts.push(text);
  }
  return texts;
}

const firstIn = (node: HTMLElement): HTMLElement => textsOf(node)[0]?.parentElement ?? node;
const letterPx = (node: HTMLElement): number => parseFloat(getComputedStyle(firstIn(node)).fontSize);
const heightPx = (node: HTMLElement): number => node.getBoundingClientRect().height;

/** The smaller answer is no answer: neither its letters nor its button may shrink beside the other. */
const isUnlike = (accept: HTMLElement, decline: HTMLElement): boolean =>
  letterPx(decline) < 0.75 * letterPx(accept) || heightPx(decline) < 0.5 * heightPx(accept);

/** Which of the things that an offer must say a node says. */
const keyOf = (node: HTMLElement): string =>
  ['accept', 'decline'].find(which => node.matches(`.${which},[data-encore-action=${which}]`)) ?? nameOf(node);

/** What stands in an accept button beside the words of the law. */
const beside = (button: Element): Text[] =>
  textsOf(button).filter(text => /\p{L}/u.test(text.data) && !text.parentElement?.closest('[data-encore-text=accept]'));

/** Words that a style sheet puts into a button; they cannot be taken out of it. */
const isWordy = (button: Element): boolean =>
  [button, ...button.querySelectorAll('*')].some(node =>
    ['::before', '::after'].some(name => /attr\(|"[^"]*\p{L}/u.test(getComputedStyle(node, name).content)),
  );

/** What is wrong with one node; nothing where it says nothing. */
function faultOf(node: HTMLElement, lawLabel: boolean): Found | undefined {
  for (const text of textsOf(node)) {
    const fault = faultOfText(text);
    if (fault) return { fault, at: text.parentElement ?? node };
  }
  const isAccept = lawLabel && keyOf(node) === 'accept';
  return isAccept && (isWordy(node) || (node.dataset['encoreAction'] && beside(node).length))
    ? { fault: 'more than the law’s words', at: node }
    : undefined;
}

/**
 * What of a card cannot be read, with how. Buttons that do not answer yet look so, and are passed over. A shop's own
 * markup may say one thing in several places: one that can be read is enough.
 */
function faultsOf(card: Element, lawLabel: boolean): Map<HTMLElement, Found> {
  const faults = new Map<HTMLElement, Found>();
  const nodes = [...card.querySelectorAll<HTMLElement>(isOurs(card) ? ours : own)].filter(
    node => node.ariaDisabled !== 'true' && textsOf(node).length,
  );
  const read = new Map<string, HTMLElement>();
  for (const node of nodes) {
    const found = faultOf(node, lawLabel);
    if (found) faults.set(node, found);
    else read.set(keyOf(node), node);
  }
  if (!isOurs(card))
    for (const [node, { fault }] of faults)
      if (fault !== 'more than the law’s words' && read.has(keyOf(node))) faults.delete(node);
  const [accept, decline] = [read.get('accept'), read.get('decline')];
  if (accept && decline && isUnlike(accept, decline)) faults.set(decline, { fault: 'unlike', at: accept });
  return faults;
}

const shown =
  'visibility:visible;content-visibility:visible;opacity:1;clip-path:none;filter:none;mask:none;transform:none;text-indent:0;zoom:1;letter-spacing:normal;';
const inPlace = 'position:static;float:none;margin:0;max-height:none;height:auto;width:auto;overflow:visible;';
const legible = 'font-size:14px;line-height:1.4;';
const plain = 'color:#000;background:#fff;-webkit-text-fill-color:#000;';

function override(node: HTMLElement, rules: string): void {
  for (const rule of rules.split(';')) {
    const [name = '', value = ''] = rule.split(':');
    if (name) node.style.setProperty(name, value, 'important');
  }
}

function mend(node: HTMLElement, card: Element, { fault, at: nearest }: Found): void {
  if (fault === 'unlike') {
    override(node, `min-height:${heightPx(nearest)}px`);
    override(firstIn(node), `font-size:${letterPx(nearest)}px`);
    return;
  }
  if (fault === 'more than the law’s words') {
    for (const text of beside(node))
      if (text.parentElement === node) text.data = '';
      else if (text.parentElement) override(text.parentElement, 'display:none');
    return;
  }
  for (let at: HTMLElement | null = nearest; at && at !== card.parentElement; at = at.parentElement) {
    const { display, position } = getComputedStyle(at);
    if (display === 'none') override(at, 'display:revert');
    // So is what has the attribute `hidden`.
    if (getComputedStyle(at).display === 'none') override(at, 'display:block');
    if (at instanceof HTMLDetailsElement) at.open = true;
    const isTaken = at === node || at === nearest || position === 'absolute' || position === 'fixed';
    override(at, isTaken ? shown + inPlace : shown);
    if (at !== node && fault === 'hidden') override(at, 'overflow:visible;height:auto;max-height:none');
  }
  for (const at of [node, nearest]) {
    if (fault !== 'hidden') override(at, legible);
    if (fault === 'faint') override(at, plain);
  }
}

/** What the page hides of a card, after it was mended where it could be. */
export interface Disclosure {
  /** What was hidden, in words for `encore-error`; '' where nothing was. */
  found: string;
  /** Whether some of it still is. */
  stands: boolean;
}

/** Looks at a card, and overrides what hides a disclosure. `lawLabel`: the button may have the law's words alone. */
export function disclose(card: Element, lawLabel: boolean): Disclosure {
  const found = new Set<string>();
  // What is mended once may then be too small beside the other.
  for (let times = 0; times < 2; times += 1)
    for (const [node, one] of faultsOf(card, lawLabel)) {
      found.add(`${nameOf(node)} is ${one.fault}`);
      mend(node, card, one);
    }
  return { found: [...found].join('; '), stands: found.size > 0 && faultsOf(card, lawLabel).size > 0 };
}
