// SPDX-License-Identifier: MIT
//
// Bugs that shops have really had, planted one at a time: in the server kit's own source (a
// replacement of text that must be found exactly once), or in what the page does with the
// session's effects and answers. The simulation must find each. `finds` names the invariants
// any of which is the right one to break.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundled } from '../bundled.mjs';

const SOURCE = new URL('../../web/src/server/', import.meta.url);

const charges = [
  'one charge per token',
  'one charge per offer',
  'charges equal lines',
  'no line without its charge',
  'an accepted purchase has its line and charge',
  'nothing stands but what was accepted',
  'gifts stay within their budget',
  'nothing to pay asks no gateway',
  'no more offers than the slots allow',
  'a line is promised once',
];
/** What the page would take for a purchase of what its accept asked for. */
const bought = ({ body }) => ({
  type: 'response',
  status: 200,
  body: { purchase_id: 'p', line_id: 'l', charged: body.expected.total, order_total: 1, undo: null },
});
const refusals = ['a purchase is never denied to its buyer', 'a click that was refused buys nothing'];
/** As from a page that does not say which refusal a click answers; the kit's second line of defence is then away. */
const NO_WORD_OF_STRAGGLERS = [
  'accept.ts',
  'if (known !== null && isStaleRetry(asked, known))',
  "if (known !== null && asked.body.token === '' && isStaleRetry(asked, known))",
];
const TRUST_THE_CLIENTS_KEY = [
  ['claims.ts', 'jti !== tokenId(issuer, order, candidate) || ', ''],
  [
    'storage/memory.ts',
    "const first = this.rows.get(jti) ?? this.rows.get(this.#byOffer.get(offer) ?? '');",
    'const first = this.rows.get(jti);',
  ],
];

/** A token of the page's own making, which a server that derives nothing from the order would take. */
function withKey(request, tab, suffix) {
  const { tokens } = tab.world.server;
  const claims = { ...tokens.verify(request.body.token) };
  claims.jti = `${claims.jti}-${suffix}`;
  return { ...request, key: claims.jti, body: { ...request.body, token: tokens.sign(claims) } };
}

export const MUTANTS = {
  'a key per click': {
    finds: charges,
    source: TRUST_THE_CLIENTS_KEY,
    page: {
      request: (r, tab) =>
        r.kind === 'accept' ? withKey(r, tab, `click-${r.body && tab.clicks.get(`accept ${r.body.candidate_id}`)}`) : r,
    },
  },
  'a retry with a new key': {
    finds: [...charges, ...refusals],
    source: TRUST_THE_CLIENTS_KEY,
    page: { request: (r, tab) => (r.kind === 'accept' ? withKey(r, tab, `request-${r.id}`) : r) },
  },
  'no check of the token id: one row per request': {
    finds: [...charges, 'accepted on the page is accepted on the server', 'no piece is lost'],
    source: [
      ['storage/memory.ts', 'if (first !== undefined) return { won: false, purchase: { ...first } };', ''],
      [
        'accept.ts',
        "if (known !== null && known.state !== 'free') return",
        "if (known !== null && known.state === 'undoing') return",
      ],
      ['finish.ts', '`${row.jti}:${String(row.attempt)}`', '`${row.jti}:${String(row.reserved_at_ms)}`'],
      NO_WORD_OF_STRAGGLERS,
    ],
  },
  'the charge comes before the reservation': {
    finds: [...charges, 'the amount charged was shown and confirmed'],
    source: [
      [
        'accept.ts',
        'function* reserved(): Flow<Reply | null> {',
        `yield* ask('charge', { key: claims.jti + ':' + String(row.attempt), order_id: claims.order, amount: row.amount, currency: row.currency, return_url: null });
      function* reserved(): Flow<Reply | null> {`,
      ],
    ],
  },
  "the gateway's key is new for every try": {
    finds: charges,
    source: [['finish.ts', '`${row.jti}:${String(row.attempt)}`', '`${row.jti}:${String(row.version)}`']],
  },
  'the attempt rises when the outcome is unknown': {
    finds: charges,
    source: [
      [
        'finish.ts',
        "case 'unknown': return waits;\n  }\n}\n\nfunction* actionRequired",
        "case 'unknown': return settle({ attempt: row.attempt + 1 });\n  }\n}\n\nfunction* actionRequired",
      ],
    ],
  },
  'an unknown outcome is called a decline': {
    finds: charges,
    source: [
      [
        'finish.ts',
        "case 'unknown': return waits;\n  }\n}\n\nfunction* actionRequired",
        "case 'unknown': return yield* releaseReservation(row, 'payment_declined', row.attempt + 1);\n  }\n}\n\nfunction* actionRequired",
      ],
    ],
  },
  'the line is added before the charge': {
    finds: charges,
    source: [['finish.ts', "return taken ? goOn({ state: 'charging' })", "return taken ? goOn({ state: 'charged' })"]],
  },
  'accepted as soon as charged': {
    finds: charges,
    source: [
      [
        'finish.ts',
        'return goOn(paidBy(row, seen.charge_id));',
        "return settle({ state: 'accepted', charge_id: seen.charge_id, line_id: 'l', order_total: 1 });",
      ],
    ],
  },
  'success is claimed before it is known': {
    finds: ['accepted on the page is accepted on the server'],
    source: [
      [
        'replies.ts',
        "if (fingerprint !== null) return problem('in_progress', 'Ask status_url for the outcome.', { status_url });",
        'if (fingerprint !== null) return acceptedReply({ ...row, line_id: "l", order_total: row.amount }, to);',
      ],
    ],
  },
  'the deadline is not judged': {
    finds: ['no acceptance after the deadline'],
    source: [['verify-accept.ts', 'return now >= deadline ?', 'return now >= Infinity ?']],
  },
  'the deadline is counted from the page load': {
    finds: ['no acceptance after the deadline'],
    source: [['verify-accept.ts', 'return now >= deadline ?', 'return now >= deadline + 600000 ?']],
    page: {
      view: tab => {
        tab.skew = Math.min(tab.skew, -300_000);
      },
    },
  },
  'a released order keeps the charge': {
    finds: charges.concat('undone is refunded once'),
    source: [
      [
        'finish.ts',
        "return (yield* refundPurchase(row, 'order_released')) ? settle({ state: 'refunded' }) : waits;",
        "return settle({ state: 'refunded' });",
      ],
    ],
  },
  'an undo keeps the money': {
    finds: [...charges, 'undone is refunded once'],
    source: [['finish.ts', "return (yield* refundPurchase(row, 'undo')) ?", 'return true ?']],
  },
  'an undo refunds before the line is gone': {
    finds: charges,
    source: [
      [
        'finish.ts',
        "  const removed = yield* ask('remove_line', { purchase_id: row.jti, order_id: row.order_id });",
        "  yield* refundPurchase(row, 'undo');\n  const removed = yield* ask('remove_line', { purchase_id: row.jti, order_id: row.order_id });",
      ],
    ],
  },
  'an undone purchase can be bought again': {
    finds: [...charges, ...refusals],
    source: [
      [
        'accept.ts',
        "if (known !== null && known.state !== 'free') return",
        "if (known !== null && known.state !== 'free' && known.state !== 'undone') return",
      ],
      ['accept.ts', 'attempt: freed?.attempt ?? 1,', 'attempt: (freed?.attempt ?? 0) + 1,'],
      NO_WORD_OF_STRAGGLERS,
    ],
  },
  'the price expected is not compared': {
    finds: ['the amount charged was shown and confirmed'],
    source: [
      ['judge.ts', 'if (body.expected.total === total && body.expected.currency === currency) return', 'return'],
    ],
  },
  'stock is not given back': {
    finds: ['no piece is lost'],
    source: [['finish.ts', "  yield* ask('give_back', { hold: row.hold });\n  return settle", '  return settle']],
  },
  'a refused request buys after all when its twin comes late': {
    finds: refusals,
    source: [
      [
        'accept.ts',
        'return body.last_refusal !== null && body.last_refusal < freed.version;',
        'return body.last_refusal === -1 && freed.version > 0;',
      ],
    ],
  },
  'a refusal is sent without a record of it': {
    finds: refusals,
    source: [
      [
        'accept.ts',
        'if (judged.refused !== null) return yield* refuse(asked, judged, freed, judged.refused, shop);',
        'if (judged.refused !== null) return judged.refused;',
      ],
    ],
  },
  'the deadline is sent without a record of it': {
    finds: refusals,
    source: [
      [
        'accept.ts',
        'if (judged.refused !== null) return yield* refuse(',
        "if (judged.refused?.body['type'] === 'expired') return judged.refused;\n  if (judged.refused !== null) return yield* refuse(",
      ],
    ],
  },
  'the reconciler never runs': {
    finds: ['every purchase rests', 'charges equal lines'],
    source: [
      [
        'reconcile.ts',
        "for (const row of yield* ask('due', { issuer: shop.issuer, now_ms: now, limit })) {",
        'for (const row of [] as Purchase[]) {',
      ],
    ],
  },
  'in progress is taken for success by the page': {
    finds: ['accepted on the page is accepted on the server'],
    source: [],
    page: { answer: (a, r) => (r.kind === 'accept' && a.body?.type === 'in_progress' ? bought(r) : a) },
  },
  'a lost answer is taken for success by the page': {
    finds: ['accepted on the page is accepted on the server'],
    source: [],
    page: { answer: (a, r) => (r.kind === 'accept' && a.type === 'failure' ? bought(r) : a) },
  },
  'optimistic success: the page says so at the click': {
    finds: ['accepted on the page is accepted on the server'],
    source: [],
    page: {
      view: tab => {
        for (const slot of tab.view.slots) if (slot.state === 'submitting') slot.state = 'accepted';
      },
    },
  },
  'the page takes an undo for done at the click': {
    finds: ['undone on the page is undone on the server'],
    source: [],
    page: {
      view: tab => {
        for (const slot of tab.view.slots) if (slot.state === 'undoing') slot.state = 'undone';
      },
    },
  },
};

/** Finds a text of source code however the formatter breaks its lines. */
function anyLayout(text) {
  const tokens = text.match(/[A-Za-z0-9_$]+|[^A-Za-z0-9_$\s]/g);
  return new RegExp(tokens.map(token => token.replace(/[.\\+*?[^\]$(){}=!<>|:-]/g, '\\$&')).join('\\s*'), 'g');
}

/** The kit with one bug in it, as a module. Errors: text to replace that is not there exactly once. */
export async function mutate({ source }) {
  const byFile = new Map();
  for (const [file, from, to] of source) byFile.set(file, [...(byFile.get(file) ?? []), [from, to]]);
  return bundled('server/index.ts', {
    platform: 'node',
    plugins: [
      {
        name: 'mutant',
        setup(esbuild) {
          for (const [file, edits] of byFile) {
            const path = fileURLToPath(new URL(file, SOURCE));
            esbuild.onLoad(
              { filter: new RegExp(`${path.replace(/[.\\+*?[^\]$(){}=!<>|:-]/g, '\\$&')}$`) },
              async () => {
                let contents = await readFile(path, 'utf8');
                for (const [from, to] of edits) {
                  const found = [...contents.matchAll(anyLayout(from))];
                  if (found.length !== 1) throw new Error(`${file} must contain exactly once: ${from}`);
                  contents = contents.replace(found[0][0], () => to);
                }
                return { contents, loader: 'ts' };
              },
            );
          }
        },
      },
    ],
  });
}
