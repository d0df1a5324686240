// SPDX-License-Identifier: MIT
//
// HTML as template strings in which everything inserted is escaped unless it is itself the result of `html`.
// Arrays are joined; null, undefined and false insert nothing, so conditions read as `${test && html`…`}`.

class Markup {
  constructor(text) {
    this.text = text;
  }
  toString() {
    return this.text;
  }
}

const kEscapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = text => text.replace(/[&<>"']/g, c => kEscapes[c]);

function insert(value) {
  if (value === null || value === undefined || value === false) return '';
  if (Array.isArray(value)) return value.map(insert).join('');
  return value instanceof Markup ? value.text : escape(String(value));
}

/** A piece of markup. @returns {Markup} */
export const html = (strings, ...values) => new Markup(String.raw({ raw: strings }, ...values.map(insert)));

/** Markup that comes from code which does its own escaping. */
export const trusted = text => new Markup(text);
