// SPDX-License-Identifier: MIT
//
// Bugs of the order's ledger, planted one at a time in the server kit's source as those of
// mutants.mjs are. Each lets a script in the page, or two clicks that overtake each other,
// take what the order may not.

const slots = ['no more offers than the slots allow'];
const races = [
  ...slots,
  'no more offers than the order may take',
  'gifts stay within their budget',
  'a line is promised once',
  'an original and its downsell never stand together',
  'what was refused for another is not bought',
  'a successor has its predecessor',
];
const successor = ['a successor has its predecessor', 'no more steps than a slot has'];
const downsell = ['an original and its downsell never stand together', 'what was refused for another is not bought'];
const charges = ['charges equal lines', 'undone is refunded once', 'nothing stands but what was accepted'];
const gone = ['nothing is charged for a line that is gone'];

const bug = (finds, ...source) => ({ finds, source });
const ledger = (from, to) => ['ledger.ts', from, to];

export const LEDGER_MUTANTS = {
  'slots are not counted': bug(slots, ledger('if (path.step === 1 && first > slots)', 'if (first > 99)')),
  'slots are counted over another surface': bug(
    slots,
    ledger('row.surface === surface && row.step === 1', "row.surface === '' && row.step === 1"),
  ),
  'purchases under way take no slot': bug(
    races,
    ledger(
      'standingStates.has(purchase.state)',
      "standingStates.has(purchase.state) && !['reserved', 'charging', 'action_required'].includes(purchase.state)",
    ),
  ),
  'max_accepts is not held': bug(
    ['no more offers than the order may take'],
    ledger('return standing.length >= all ?', 'return standing.length >= 99 ?'),
  ),
  'steps are not counted': bug(
    ['no more steps than a slot has'],
    ledger('if (path.step > steps)', 'if (path.step > 99)'),
  ),
  'an original is sold beside its downsell': bug(
    downsell,
    ledger('if (claims.candidate in record.ledger.declined) return DECLINED;', ''),
    ledger('row.instead_of === claims.candidate', "row.instead_of === ''"),
  ),
  'a downsell is sold beside its original': bug(
    downsell,
    ledger('if (bought(refused) !== undefined) return SUPERSEDED;', ''),
  ),
  'a successor may come first': bug(
    successor,
    ledger(
      "return notOffered('funnel_only', 'Another offer has to be answered first.');",
      'return { step: 1, instead_of: null };',
    ),
  ),
  'any name is taken for the refused predecessor': bug(
    [...successor, ...downsell],
    ledger('from !== null && claims.declined_candidates.includes(from)', 'from !== null'),
  ),
  'a predecessor need only be asked for': bug(
    successor,
    ledger("find(row => row?.state === 'accepted')", 'find(row => row !== undefined)'),
  ),
  'the giveaway budget is not held': bug(
    ['gifts stay within their budget'],
    ledger('return actual > budget', 'return actual > 1e9'),
  ),
  'each gift has the whole budget': bug(
    ['gifts stay within their budget'],
    ledger('const actual = spent + cost(', 'const actual = cost('),
  ),
  'a holdout is sold to': bug(
    ['nothing is sold in a holdout'],
    ledger('record.ledger.published?.holdout === true', 'record.ledger.published?.holdout === null'),
  ),
  'an offer is sold before it begins': bug(
    ['nothing is sold before it begins'],
    ['judge.ts', 'if (now < milliseconds(claims.nbf))', 'if (now < 0)'],
  ),
  'a line is replaced as often as asked': bug(
    ['a line is promised once'],
    ledger('return taken + about.units > units', 'return taken + about.units > 99'),
  ),
  'covers are not counted': bug(
    ['a line is promised once'],
    ledger('replacedUnits(standing, about.id) + covered', 'replacedUnits(standing, about.id)'),
  ),
  'the order is not looked at before the charge': bug(gone, [
    'judge.ts',
    '?? beyondOrder(claims, signed.line, order, record)',
    '',
  ]),
  'the units left of a line are not counted': bug(
    gone,
    ledger('return about.units > left ?', 'return about.units > 99 ?'),
    ledger('if (now === undefined) return lineChanged(0, about.units);', ''),
  ),
  "the ledger's version is not compared": bug(races, [
    'storage/memory.ts',
    'if ((this.ledgers.get(name)?.version ?? 0) !== ledger.version) return false;',
    '',
  ]),
  "a reservation does not raise the ledger's version": bug(races, [
    'storage/memory.ts',
    '{ ...ledger, version: ledger.version + 1 }',
    'ledger',
  ]),
  'a reservation that was overtaken goes on': bug(
    ['no piece is lost', ...charges],
    [
      'accept.ts',
      "if (!(yield* ask('commit', { ledger: judged.ledger, purchase: row }))) return null;",
      "yield* ask('commit', { ledger: judged.ledger, purchase: row });",
    ],
  ),
  'a gateway is asked to charge nothing': bug(
    ['nothing to pay asks no gateway'],
    ['finish.ts', 'if (amount === 0 && !recurring) return goOn(', 'if (amount === -1) return goOn('],
  ),
  'a charge whose line has gone is kept': bug(charges, [
    'finish.ts',
    "state: 'refunding', problem: gone",
    "state: gone ? 'refunded' : 'refunding', problem: gone",
  ]),
};
