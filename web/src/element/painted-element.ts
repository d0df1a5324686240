// SPDX-License-Identifier: MIT
//
// What the element needs of a base class, over Lit's templates: declared properties and their
// attributes, and one repaint of the shadow root for all that changes in a turn. LitElement
// does this and much more; on every thank-you page the rest of it would be 2 KB. The members
// are named as LitElement's, and behave as its own do where both have them.

import { render as paint } from 'lit/html.js';

/**
 * How a property is read from an attribute; `attribute: false` has none, and without a name it is the property's in
 * lower case.
 */
export interface Property {
  attribute?: string | false;
  type?: typeof Boolean | typeof Number;
  /** Plain data: an equal value changes nothing, as frameworks set it again with every render of theirs. */
  json?: true;
}

/** What changed since the last repaint: property -> what it was. */
export type Changes = ReadonlyMap<string, unknown>;

const attributeOf = (name: string, { attribute }: Property): string | false => attribute ?? name.toLowerCase();

const isEqual = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The sheets of the classes that were painted so far. */
const sheets = new Map<string, CSSStyleSheet>();

function sheetOf(styles: string): CSSStyleSheet {
  let sheet = sheets.get(styles);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    sheets.set(styles, sheet);
  }
  return sheet;
}

// On a server there is no HTMLElement; importing the class is harmless there.
const Base = typeof HTMLElement === 'undefined' ? (Object as unknown as typeof HTMLElement) : HTMLElement;

export abstract class PaintedElement extends Base {
  static properties: Record<string, Property> = {};
  static styles = '';

  /** Whether it was painted once. */
  hasUpdated = false;
  declare renderRoot: ShadowRoot;

  readonly #values = new Map<string, unknown>();
  #changed = new Map<string, unknown>();
  #early: [string, unknown][] = [];
  #pending = false;
  #done = Promise.resolve();

  /** Read once, when the element gets its name: then the properties get their accessors, too. */
  static get observedAttributes(): string[] {
    const entries = Object.entries(this.properties);
    for (const [name] of entries) {
      Object.defineProperty(this.prototype, name, {
        configurable: true,
        enumerable: true,
        get(this: PaintedElement) {
          return this.#values.get(name);
        },
        set(this: PaintedElement, value: unknown) {
          this.#set(name, value);
        },
      });
    }
    return entries.map(([name, property]) => attributeOf(name, property)).filter(attribute => attribute !== false);
  }

  constructor() {
    super();
    // What was set before the page knew the element stands in the way of the accessors.
    for (const name of Object.keys(this.#properties)) {
      if (!Object.hasOwn(this, name)) continue;
      this.#early.push([name, Reflect.get(this, name)]);
      Reflect.deleteProperty(this, name);
    }
  }

  /** Resolves when what was asked for is painted; false where painting has already asked for more. */
  get updateComplete(): Promise<boolean> {
    return this.#done.then(() => !this.#pending);
  }

  /** Repaints at the end of this turn. */
  requestUpdate(): void {
    if (this.#pending || !(this.renderRoot as unknown)) return;
    this.#pending = true;
    this.#done = Promise.resolve().then(() => this.#perform());
  }

  connectedCallback(): void {
    if (this.renderRoot as unknown) return;
    this.renderRoot = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    this.renderRoot.adoptedStyleSheets = [sheetOf((this.constructor as typeof PaintedElement).styles)];
    this.requestUpdate();
  }

  disconnectedCallback(): void {}

  attributeChangedCallback(attribute: string, _before: string | null, text: string | null): void {
    for (const [name, property] of Object.entries(this.#properties)) {
      if (attributeOf(name, property) !== attribute) continue;
      this.#set(
        name,
        property.type === Boolean ? text !== null : property.type && text !== null ? property.type(text) : text,
      );
    }
  }

  /** Paints everything again from nothing, where what is on the page is not what was painted. */
  protected repaint(): void {
    paint(null, this.renderRoot, { host: this });
    this.requestUpdate();
  }

  /** Before painting: what changed may lead to more. */
  protected abstract willUpdate(changed: Changes): void;
  protected abstract render(): unknown;
  /** After painting. */
  protected abstract updated(): void;

  protected update(): void {
    let painting;
    try {
      painting = this.render();
    } finally {
      this.#pending = false;
    }
    paint(painting, this.renderRoot, { host: this });
  }

  get #properties(): Record<string, Property> {
    return (this.constructor as typeof PaintedElement).properties;
  }

  #set(name: string, value: unknown): void {
    const before = this.#values.get(name);
    if (Object.is(before, value) || (this.#properties[name]?.json && isEqual(before, value))) return;
    if (!this.#changed.has(name)) this.#changed.set(name, before);
    this.#values.set(name, value);
    this.requestUpdate();
  }

  #perform(): void {
    for (const [name, value] of this.#early.splice(0)) this.#set(name, value);
    const changed = this.#changed;
    this.#changed = new Map();
    this.willUpdate(changed);
    this.update();
    this.hasUpdated = true;
    this.updated();
  }
}
