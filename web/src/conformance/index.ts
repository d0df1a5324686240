// SPDX-License-Identifier: MIT
//
// `encore-offers/conformance`: the rules of an accept endpoint, examined from outside. The
// command `encore conformance` is this over the network; a shop's own tests can hand in a
// `fetch` that answers in the same process.
export { Unreachable, type BenchOptions, type Discovery, type Exchange } from './bench.js';
export { discover, examine, readDiscovery, type ExamineOptions } from './examine.js';
export { asJunit, asText, type Finding, type Report, type Verdict } from './report.js';
export { allRules, chapters } from './rules/index.js';
export type { Rule } from './rule.js';
