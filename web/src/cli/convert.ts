// SPDX-License-Identifier: MIT
//
// `encore convert`: a platform's own order document to the sheet's `order` and `customer`.
import { converters, type ConversionOptions, type Finding } from '../platforms/index.js';
import type { Command } from './index.js';
import { parseJson, readArguments, readInput, UsageError } from './usage.js';

const names = Object.keys(converters).sort();

const help = `encore convert --from PLATFORM ORDER [option …]

Prints {order, customer} of an offer sheet, made from a platform's own order document (a file, or "-"). PLATFORM is
one of
  ${names.join('\n  ')}

  --tax-included yes|no   whether prices contain tax, where the document does not say
  --offset +01:00         the shop's zone, for dates that are given without one
  --placed-at TIME        when the order was placed, where the document does not say
  --surface SURFACE       thank_you (default) refuses what is no placed order; also order_status tracking cart checkout
  --precision N           decimals of stored amounts (Vendure; 2)

What does not add up, or could not be carried, is said on standard error.
Exit code: 0 converted, 1 refused (with the path of each fault), 2 usage.
`;

const surfaces = ['thank_you', 'order_status', 'tracking', 'cart', 'checkout'] as const;

function optionsOf(values: Partial<Record<string, string | boolean | string[]>>): ConversionOptions {
  const text = (name: string): string | undefined => values[name] as string | undefined;
  const tax = text('tax-included');
  if (tax !== undefined && tax !== 'yes' && tax !== 'no')
    throw new UsageError(`--tax-included takes yes or no, not "${tax}"`);
  const offset = text('offset');
  if (offset !== undefined && !/^(?:Z|[+-]\d{2}:\d{2})$/.test(offset))
    throw new UsageError(`--offset takes a zone such as +01:00, not "${offset}"`);
  const given = text('surface');
  const surface = surfaces.find(known => known === given);
  if (given !== undefined && surface === undefined)
    throw new UsageError(`--surface takes one of ${surfaces.join(' ')}, not "${given}"`);
  const precision = text('precision');
  if (precision !== undefined && !/^\d$/.test(precision))
    throw new UsageError(`--precision takes a digit, not "${precision}"`);
  const placedAt = text('placed-at');
  return {
    ...(tax !== undefined && { taxIncluded: tax === 'yes' }),
    ...(offset !== undefined && { offset }),
    ...(surface !== undefined && { surface }),
    ...(precision !== undefined && { precision: Number(precision) }),
    ...(placedAt !== undefined && { placedAt }),
  };
}

function say(kind: string, findings: Finding[]): void {
  for (const { path, message } of findings) process.stderr.write(`${kind}: ${path || 'the document'} ${message}\n`);
}

export const run: Command = async args => {
  const given = readArguments(
    args,
    help,
    {
      from: { type: 'string' },
      'tax-included': { type: 'string' },
      offset: { type: 'string' },
      'placed-at': { type: 'string' },
      surface: { type: 'string' },
      precision: { type: 'string' },
    },
    1,
  );
  if (!given) return 0;
  const { values, positionals } = given;
  const from = values.from ?? '';
  const convert = Object.hasOwn(converters, from) ? converters[from] : undefined;
  if (!convert) throw new UsageError(`--from takes one of ${names.join(' ')}, not "${from}"`);
  const [path = ''] = positionals;
  const result = convert(parseJson(await readInput(path), path), optionsOf(values));
  say('warning', result.warnings);
  if (!result.ok) {
    say('refused', result.faults);
    return 1;
  }
  process.stdout.write(`${JSON.stringify({ order: result.order, customer: result.customer }, null, 2)}\n`);
  return 0;
};
