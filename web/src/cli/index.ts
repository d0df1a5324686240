#!/usr/bin/env node
// SPDX-License-Identifier: MIT
//
// The command `encore`: check, decide and price offer sheets without a browser, with the
// same core. This file only finds the command; each has a file of its own, loaded when
// asked for. Exit code: 0 fine, 1 findings, 2 the command line or a file was not usable.
import { UsageError } from './usage.js';

/** A command: runs with what follows its name and answers with the exit code. */
export type Command = (args: string[]) => Promise<number>;

const commands: Record<string, { summary: string; load: () => Promise<{ run: Command }> }> = {
  check: { summary: 'everything that is wrong with a sheet, with paths', load: () => import('./check.js') },
  rule: { summary: 'evaluate one JsonLogic rule over data', load: () => import('./rule.js') },
  'explain-trigger': {
    summary: 'each clause of a trigger with its value, and the one that failed',
    load: () => import('./explain-trigger.js'),
  },
  decide: {
    summary: 'which offers show for a sheet at a moment, and why not the others',
    load: () => import('./decide.js'),
  },
  publish: { summary: 'private sheet to signed page sheet', load: () => import('./publish.js') },
  verify: { summary: 'recompute the quote of an accept request', load: () => import('./verify.js') },
  replay: { summary: 'decide many sheets on all cores, with a summary by reason', load: () => import('./replay.js') },
  convert: { summary: "a platform's order to the sheet's order and customer", load: () => import('./convert.js') },
  mine: { summary: 'what is bought together, from orders', load: () => import('./mine.js') },
  learn: { summary: 'fit a take-rate model from events, orders and a catalogue', load: () => import('./learn.js') },
  suggest: { summary: 'a private sheet with the best candidates for an order', load: () => import('./suggest.js') },
  assets: { summary: 'copy the WebAssembly files for bundlers that emit none', load: () => import('./assets.js') },
  evaluate: { summary: 'what a new policy or model would have earned', load: () => import('./evaluate.js') },
  report: { summary: 'what the offers earned, from files of events', load: () => import('./report.js') },
  'simulate-shop': {
    summary: 'a shop with known truth, as files of any size',
    load: () => import('./simulate-shop.js'),
  },
  serve: { summary: 'the server kit as a process, for shops in any language', load: () => import('./serve.js') },
  conformance: { summary: 'exercise an accept endpoint from outside', load: () => import('./conformance.js') },
};

const help = `encore: post-purchase offers, checked and decided headlessly

${Object.entries(commands)
  .map(([name, { summary }]) => `  encore ${name.padEnd(16)} ${summary}`)
  .join('\n')}

encore COMMAND --help lists each command's arguments. "-" reads standard input.
Exit code: 0 fine, 1 findings, 2 usage.
`;

async function main(): Promise<number> {
  const [name, ...args] = process.argv.slice(2);
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    process.stdout.write(help);
    return name === undefined ? 2 : 0;
  }
  if (name === '--version') {
    process.stdout.write(`${__ENCORE_VERSION__}\n`);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new UsageError(`there is no command "${name}"; encore --help lists them`);
  return (await command.load()).run(args);
}

main().then(
  code => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`encore: ${error instanceof Error ? error.message : String(error)}\n`);
    if (!(error instanceof UsageError) && process.env['ENCORE_TRACE']) console.error(error);
    process.exitCode = 2;
  },
);
