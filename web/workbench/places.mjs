// SPDX-License-Identifier: MIT
//
// Where in a JSON text the value of a JSON Pointer (RFC 6901) stands, so that a message about
// a sheet leads to its line. A scanner that only counts: the text was parsed before, by the
// core, and a pointer that leads nowhere ends at the innermost place that is there.

const unescaped = token => token.replaceAll('~1', '/').replaceAll('~0', '~');

const pattern = { space: /[\s]*/y, string: /"(?:[^"\\]|\\.)*"/y, plain: /[^\s,\]}]+/y };

class Scanner {
  at = 0;
  constructor(text) {
    this.text = text;
  }

  take(name) {
    const one = pattern[name];
    one.lastIndex = this.at;
    const [found = ''] = one.exec(this.text) ?? [];
    this.at += found.length;
    return found;
  }

  /** Passes over a value; calls `member(key, start)` before each of its members, which then passes over it. */
  value(member = () => this.value()) {
    this.take('space');
    const open = this.text[this.at];
    if (open !== '{' && open !== '[') return void (this.take('string') || this.take('plain'));
    this.at++;
    for (let index = 0; this.take('space'), this.at < this.text.length && !']}'.includes(this.text[this.at]); index++) {
      const before = this.at;
      let key = String(index);
      if (open === '{') {
        key = this.take('string');
        try {
          key = JSON.parse(key);
        } catch {
          return;
        }
        this.take('space');
        this.at++; // the colon
        this.take('space');
      }
      member(key, before);
      this.take('space');
      if (this.text[this.at] === ',') this.at++;
      if (this.at === before) return; // not JSON: no way on
    }
    this.at++;
  }
}

/** The place as {start, end} in UTF-16 units, and {line, column} from 1. */
export function placeOf(text, pointer) {
  const path = pointer.split('/').slice(1).map(unescaped);
  const scanner = new Scanner(text);
  let found = { start: 0, end: 0 };
  const descend = depth => {
    const start = scanner.at;
    scanner.value((key, before) => {
      if (key !== path[depth]) return scanner.value();
      if (depth + 1 < path.length) descend(depth + 1);
      else scanner.value();
      // Where the rest of the path is missing: the innermost member that is there.
      if (found.depth === undefined || found.depth <= depth) found = { start: before, end: scanner.at, depth };
      return undefined;
    });
    if (depth === 0 && found.depth === undefined) found = { start, end: start };
  };
  scanner.take('space');
  descend(0);
  const above = text.slice(0, found.start).split('\n');
  return { start: found.start, end: found.end, line: above.length, column: above.at(-1).length + 1 };
}
