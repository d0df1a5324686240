// SPDX-License-Identifier: MIT
//
// Reading a document that is not ours: fields by name, each knowing its path. What is not
// asked for is not looked at, so a platform may add what it likes. What is asked for and not
// there is a fault with its path and, where the platform leaves it out by default, what to
// switch on. All faults are collected; none is thrown.
import { readDecimal, toMinor, type Decimal } from './decimal.js';

/** Something about one place of the document. */
export interface Finding {
  path: string;
  message: string;
}

export class Findings {
  readonly faults: Finding[] = [];
  readonly warnings: Finding[] = [];

  fault(path: string, message: string): void {
    this.faults.push({ path, message });
  }

  warn(path: string, message: string): void {
    this.warnings.push({ path, message });
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** How names of ours are spelled in the document: GraphQL's are camelCase where REST's have underscores. */
export type Spelling = (name: string) => string;
export const asWritten: Spelling = name => name;
export const camelCase: Spelling = name => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

export class Field {
  constructor(
    readonly value: unknown,
    readonly path: string,
    readonly findings: Findings,
    private readonly spelling: Spelling = asWritten,
  ) {}

  get present(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  /** The field below, by a chain of names; absent where one of them is. */
  at(...names: string[]): Field {
    let { value, path } = this;
    for (const name of names.map(this.spelling)) {
      value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
      path = path ? `${path}.${name}` : name;
    }
    return new Field(value, path, this.findings, this.spelling);
  }

  /** The first of these fields that is there; the first one's path where none is. */
  either(...names: string[]): Field {
    const fields = names.map(name => this.at(...name.split('.')));
    return fields.find(field => field.present) ?? fields[0] ?? this;
  }

  /** A list's members, GraphQL's connections included; none where there is no list. */
  list(...names: string[]): Field[] {
    const field = this.at(...names);
    const members = isObject(field.value)
      ? (field.value['nodes'] ?? field.value['edges'] ?? field.value['data'])
      : field.value;
    if (!Array.isArray(members)) return [];
    return members.map((member: unknown, index) => {
      const node = isObject(member) && isObject(member['node']) ? member['node'] : member;
      return new Field(node, `${field.path}[${String(index)}]`, this.findings, this.spelling);
    });
  }

  /** Notes a fault where the field is absent; `remedy` says what to switch on. */
  needed(remedy = ''): this {
    if (!this.present) this.findings.fault(this.path, `is missing${remedy && `: ${remedy}`}`);
    return this;
  }

  /** Text, or a number as text; undefined where there is neither, or only an empty text. */
  get text(): string | undefined {
    const { value } = this;
    if (typeof value === 'number' || typeof value === 'bigint') return String(value);
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  /** A number or text as a number; for counts, never for amounts. */
  get number(): number | undefined {
    const text = this.text;
    return text !== undefined && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
  }

  get flag(): boolean {
    return this.value === true || this.value === 1 || this.value === '1' || this.value === 'true';
  }

  get texts(): string[] {
    const items: unknown[] = Array.isArray(this.value) ? this.value : [];
    return items.filter((item): item is string => typeof item === 'string' && item !== '');
  }

  /** A decimal; a fault where the field holds something else. */
  get decimal(): Decimal | undefined {
    if (!this.present || this.value === '') return undefined;
    const decimal = readDecimal(this.value);
    if (!decimal)
      this.findings.fault(this.path, `is ${JSON.stringify(this.value)}, which is no decimal such as "12.50"`);
    return decimal;
  }

  /**
   * An amount in major units as minor units; undefined where it is absent. One with more decimals than the currency
   * has is rounded half up.
   */
  money(digits: number): number | undefined {
    const { decimal } = this;
    if (!decimal) return undefined;
    const { minor } = toMinor(decimal, digits);
    if (!Number.isSafeInteger(minor)) this.findings.fault(this.path, `is ${String(this.value)}, beyond any amount`);
    return minor;
  }

  /** An amount that is an integer of minor units already. */
  get minor(): number | undefined {
    const { decimal } = this;
    if (!decimal) return undefined;
    const { minor, exact } = toMinor(decimal, 0);
    if (!exact) this.findings.fault(this.path, `is ${String(this.value)}; amounts here are whole minor units`);
    return minor;
  }
}

/** The document's root. A document that is no object is a fault. */
export function rootOf(document: unknown, findings: Findings, spelling: Spelling = asWritten): Field {
  if (!isObject(document)) findings.fault('', 'the order is not a JSON object');
  return new Field(document, '', findings, spelling);
}
