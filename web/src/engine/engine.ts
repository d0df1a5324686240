// SPDX-License-Identifier: MIT
//
// The core as a JavaScript object: each method is one of the operations, text
// or plain data in, plain data out. Nothing is computed here and nothing is kept: the same
// arguments give the same answer, in Node and in every browser. A document that cannot be
// read comes back as a `Refusal`; methods throw only when WebAssembly itself fails, or when the
// page build, which has a part of the operations, is asked for one that it does not have.
import { jsonText } from './json-text.js';
import type { EncoreModule } from './glue.js';
import { textCoders } from './text-coders.js';
import type { Advance, CheckFindings, CheckResult, Decision, LawView, LeftOut, Quote, Refusal } from './wire.js';
import type { SessionEvent } from './session.js';
import { operations, type Operation } from './vocabulary.js';

/** A moment: milliseconds since the epoch, by the server's clock. */
export type Moment = number;

/** A sheet as JSON text (fastest: it is passed on as it is) or as the value it stands for. */
export type SheetInput = string | object;

export interface DecideOptions {
  now: Moment;
  /** Unit of experiments and exploration; default: the sheet's visitor, else its order. */
  visitor?: string;
  /** Seeds exploration: the same seed gives the same draw. */
  seed?: string;
  /** Adds every candidate's numbers, stage by stage, and each quote's derivation. */
  explain?: boolean;
  /** Judge as a browser would: private fields refuse the sheet, text over 1 MiB too. */
  page?: boolean;
  /** By hand: this candidate, if it can be priced; these arms, whatever the buckets say; none of these. */
  force?: string;
  arms?: Readonly<Record<string, number>>;
  exclude?: readonly string[];
  /** Adds every slate that exploration could have led to, with its probability over all seeds. */
  slates?: boolean;
}

export interface QuoteOptions {
  candidate_id: string;
  /** Default: the first variant in stock, else the first. */
  variant_id?: string;
  /** Default: the candidate's own. */
  quantity?: number;
  now: Moment;
  derivation?: boolean;
}

export interface CheckOptions {
  /** Check it as a browser would: private fields and more than 1 MiB are issues. */
  page?: boolean;
  /** The host of the page that shows the offers, with its port where it has one: addresses there are its own. */
  origin?: string;
}

/** Throws a TypeError where a method is asked with what it does not take. */
export type ArgumentCheck = (operation: Operation, options: object, sheet: unknown) => void;

export type Checker = (found: CheckFindings, sheetText: string) => CheckResult;

/** Why no quote came: a reason of the closed list, or a fault of the request. */
export interface QuoteFault {
  ok: false;
  fault: string;
  limit?: number;
  actual?: number;
}

/** What `publish` makes of a private sheet; the server kit signs the terms. */
export interface Published {
  ok: true;
  /** The page sheet, without tokens. */
  sheet: Record<string, unknown>;
  /** What private facts excluded, for the server's log only. */
  dropped: LeftOut[];
  law: LawView;
  /** One for each candidate kept: what its token has to carry, and whether it must be agreed to. */
  tokens: { candidate_id: string; deadline_ms: number; consent_required: boolean; terms: Record<string, unknown> }[];
}

export type RuleResult = { ok: true; value: unknown } | { ok: false; fault: string; pointer: string } | Refusal;

const { encoder, decoder } = textCoders();

export class Engine {
  readonly #module: EncoreModule;
  /** Makes sentences of what `check` finds (check.ts); every entry of the package sets it. */
  checker?: Checker;
  /** Refuses arguments that are not meant (arguments.ts); set with it. */
  hold?: ArgumentCheck;

  constructor(module: EncoreModule) {
    this.#module = module;
  }

  /**
   * One operation, text to text: the bytes are the same in every build of the core. The page build returns "" for what
   * only the whole core does.
   */
  run(operation: Operation, head: object, body: SheetInput): string {
    return this.#call(operation, jsonText(head), body);
  }

  #call(operation: Operation, headText: string, body: SheetInput): string {
    const module = this.#module;
    const bodyText = typeof body === 'string' ? body : JSON.stringify(body);
    // A UTF-16 unit takes at most three bytes of UTF-8.
    const room = (headText.length + bodyText.length) * 3;
    const at = module.input(room);
    if (!at) throw new Error('encore: no memory for the document; it is larger than this device can hold');
    const memory = module.HEAPU8.subarray(at, at + room);
    const headSize = encoder.encodeInto(headText, memory).written;
    const bodySize = encoder.encodeInto(bodyText, memory.subarray(headSize)).written;
    const size = module.call(operations.indexOf(operation), headSize, bodySize);
    const from = module.output();
    return decoder.decode(module.HEAPU8.subarray(from, from + size));
  }

  /** Whether this build of the core can run a session of the page sheet. The whole core always can. */
  knows(sheetText: string): boolean {
    return this.run('advance', { page: true, session: null, event: { type: 'tick' }, now: 0 }, sheetText) !== '';
  }

  /**
   * Everything that is wrong with a sheet (issues), or probably not meant (warnings), at once. `origin` is the host of
   * the page that will show it. Each with its sentence, but on a thank-you page, which loads no sentences. Given the
   * bytes of a file (a Uint8Array), it also finds where they are not UTF-8.
   */
  check(sheet: SheetInput, options: CheckOptions = {}): CheckResult {
    const text = typeof sheet === 'string' ? sheet : JSON.stringify(sheet);
    const found = this.#parsed('check', options, text) as CheckFindings;
    return this.checker ? this.checker(found, text) : (found as CheckResult);
  }

  /** The decision for a sheet at a moment; see `decideText` for its exact bytes. */
  decide(sheet: SheetInput, options: DecideOptions): Decision | Refusal {
    return this.#parsed('decide', options, sheet) as Decision | Refusal;
  }

  decideText(sheet: SheetInput, options: DecideOptions): string {
    this.hold?.('decide', options, sheet);
    return this.run('decide', options, sheet);
  }

  /**
   * One event of a session. `session` is null on the first visit, else the text that came back last. Requires: that
   * text, or one that reads as JSON; of a text that is no session of the sheet's order, nothing is taken.
   */
  advance(
    sheet: SheetInput,
    session: string | null,
    event: SessionEvent,
    now: Moment,
    options: { page?: boolean } = {},
  ): Advance | Refusal {
    this.hold?.('advance', { now }, sheet);
    const head = `{"session":${session},${jsonText({ ...options, event, now }).slice(1)}`;
    const answer = this.#call('advance', head, sheet);
    // The session stays the text it is: the core ends it with the only line break of its answer.
    const end = answer.indexOf(',\n');
    if (end < 0) return this.#read('advance', answer) as Refusal;
    const rest = JSON.parse(`{${answer.slice(end + 2)}`) as Omit<Advance, 'session'>;
    return { session: answer.slice('{"session":'.length, end), ...rest };
  }

  /** The exact price of one candidate of a sheet, or of a token's terms. */
  quote(sheet: SheetInput, options: QuoteOptions): Quote | QuoteFault | Refusal {
    return this.#parsed('quote', options, sheet) as Quote | QuoteFault | Refusal;
  }

  /** Evaluates a JsonLogic rule over data. */
  rule(rule: unknown, data: unknown): RuleResult {
    return this.#parsed('rule', { data }, JSON.stringify(rule)) as RuleResult;
  }

  /** Evaluates a JsonLogic rule over what a trigger of `sheet` reads at `now`, `derived` included. */
  ruleOnSheet(rule: unknown, sheet: SheetInput, options: { now: Moment; visitor?: string }): RuleResult {
    this.hold?.('rule', options, sheet);
    return this.#read('rule', this.run('rule', { ...options, rule }, sheet)) as RuleResult;
  }

  /** Private sheet to page sheet. Signing is the server kit's part. */
  publish(sheet: SheetInput, options: { now: Moment; visitor?: string; seed?: string }): Published | Refusal {
    return this.#parsed('publish', options, sheet) as Published | Refusal;
  }

  /** The terms of one candidate: a one-candidate sheet holding only what its price depends on. */
  terms(sheet: SheetInput, options: { candidate_id: string }): Record<string, unknown> | Refusal {
    return this.#parsed('terms', options, sheet) as Record<string, unknown> | Refusal;
  }

  #parsed(operation: Operation, head: object, body: SheetInput): unknown {
    this.hold?.(operation, head, body);
    return this.#read(operation, this.run(operation, head, body));
  }

  #read(operation: Operation, answer: string): unknown {
    if (!answer) throw new Error(`encore: ${operation} is not in the page build of the core; use loadEngine()`);
    return JSON.parse(answer);
  }
}

/** True for the answer to an input that was refused. */
export const isRefusal = (answer: object): answer is Refusal =>
  'issues' in answer && 'ok' in answer && answer.ok === false;
