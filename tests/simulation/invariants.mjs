// SPDX-License-Identifier: MIT
//
// What must hold, whatever happens. The first group after every step, the second once the
// world has come to rest. Each is a name and a function that returns what is wrong, or null.
import { ORDER, START } from './sheets.mjs';

const REST = new Set([
  'offering',
  'accepted',
  'undone',
  'declined',
  'expired',
  'price_changed',
  'out_of_stock',
  'order_released',
  'failed',
  'unconfirmed',
]);
const ROW_REST = new Set(['free', 'accepted', 'undone', 'refunded']);

const jtiOf = key => key.slice(0, key.lastIndexOf(':'));

/** Approved charges by token id, given back or not. */
function approved(world) {
  const found = new Map();
  for (const entry of world.server.gateway.keys.values()) {
    if (entry.outcome !== 'approved') continue;
    const jti = jtiOf(entry.key);
    found.set(jti, [...(found.get(jti) ?? []), entry]);
  }
  return found;
}

const STEP = {
  'one charge per token': (world, charges) => {
    for (const [jti, entries] of charges)
      if (entries.length > 1) return `${entries.length} charges for ${candidateOf(world, jti)}`;
    return null;
  },
  'one charge per offer': (world, charges) => {
    const byCandidate = new Map();
    for (const jti of charges.keys()) {
      const candidate = candidateOf(world, jti);
      if (byCandidate.has(candidate)) return `two charges for ${candidate}`;
      byCandidate.set(candidate, jti);
    }
    return null;
  },
  'no line without its charge': (world, charges) => {
    for (const [jti, line] of world.server.book.orders.get(ORDER).lines) {
      if (line.amount === 0) continue;
      const entry = charges.get(jti)?.find(e => e.refunded === 0);
      if (!entry) return `the line of ${line.candidate_id} has no standing charge`;
      if (entry.amount !== line.amount)
        return `the line of ${line.candidate_id} costs ${line.amount}, charged were ${entry.amount}`;
    }
    return null;
  },
  'the amount charged was shown and confirmed': (world, charges) => {
    for (const [jti, [entry]] of charges) {
      const candidate = candidateOf(world, jti);
      if (!world.page.clicked.get(candidate)?.has(entry.amount))
        return `${candidate} was charged ${entry.amount}, confirmed were ${[...(world.page.clicked.get(candidate) ?? [])]}`;
    }
    return null;
  },
  'no acceptance after the deadline': world => {
    for (const row of world.server.table.rows.values()) {
      if (row.state === 'free') continue;
      const deadline = Math.max(
        world.sheet.offers.get(row.candidate_id).deadline_ms,
        world.server.table.extension(row.jti) ?? 0,
      );
      const { since } = world.server.buyers.get(row.jti);
      if (since >= deadline) return `${row.candidate_id} was reserved ${since - deadline} ms after its deadline`;
    }
    return null;
  },
  'an accepted purchase has its line and charge': (world, charges) => {
    for (const row of world.server.table.rows.values()) {
      if (row.state === 'accepted' && !standsWhole(world, charges, row))
        return `${row.candidate_id} is accepted; ${standing(world, charges, row)}`;
    }
    return null;
  },
  'a click that was refused buys nothing': world => {
    for (const row of world.server.table.rows.values()) {
      if (['free', 'refunding', 'refunded'].includes(row.state)) continue;
      const { tab, click } = world.server.buyers.get(row.jti);
      if (world.page.refused.has(click))
        return `${row.candidate_id} is ${row.state} by a click of ${tab.name()} that was answered as refused`;
    }
    return null;
  },
  'an undo that was refused takes nothing back': world => {
    for (const row of world.server.table.rows.values()) {
      if (row.state !== 'undoing' && row.state !== 'undone') continue;
      const { tab, click } = world.server.undoers.get(row.jti);
      if (world.page.refused.has(click))
        return `${row.candidate_id} is ${row.state} by an undo of ${tab.name()} that was answered as refused`;
    }
    return null;
  },
  'nothing to pay asks no gateway': world => {
    for (const entry of world.server.gateway.keys.values())
      if (entry.amount === 0 && entry.order_id !== undefined) return `the gateway was asked to charge nothing`;
    return null;
  },
  'undone is refunded once': (world, charges) => {
    for (const row of world.server.table.rows.values()) {
      if (row.state !== 'undone' && row.state !== 'refunded') continue;
      if (row.amount === 0) continue;
      const refunds = [...world.server.gateway.refunds.values()].filter(r => jtiOf(jtiOf(r.key)) === row.jti);
      const entry = charges.get(row.jti)?.[0];
      if (refunds.length !== 1 || entry?.refunded !== entry?.amount)
        return `${row.candidate_id} is ${row.state} with ${refunds.length} refunds`;
    }
    return null;
  },
};

/** Rows whose line stands, or may still come to stand. */
const STANDING = new Set(['reserved', 'charging', 'action_required', 'charged', 'accepted', 'undoing']);
const standingRows = world => [...world.server.table.rows.values()].filter(row => STANDING.has(row.state));
const privateOf = (world, id) => world.sheet.source.candidates.find(one => one.id === id);
const named = rows => rows.map(row => row.candidate_id).join(', ');

/** What an order may take, counted again from the private sheet, without the kit's ledger. */
const LEDGER = {
  'no more offers than the slots allow': world => {
    const { funnel } = world.sheet;
    const first = standingRows(world).filter(row => !funnel.successors.has(row.candidate_id));
    const slots = world.sheet.source.policy.max_offers ?? 2;
    return first.length > slots ? `${named(first)} stand, for ${slots} slots` : null;
  },
  'no more offers than the order may take': world => {
    const rows = standingRows(world);
    const most = world.sheet.source.policy.max_accepts ?? Infinity;
    return rows.length > most ? `${named(rows)} stand; ${most} are allowed` : null;
  },
  'no more steps than a slot has': world => {
    for (const row of standingRows(world)) {
      const depth = world.sheet.funnel.depth.get(row.candidate_id);
      const most = world.sheet.source.policy.max_steps ?? 3;
      if (depth > most) return `${row.candidate_id} is step ${depth} of ${most}`;
    }
    return null;
  },
  'an original and its downsell never stand together': world => {
    const ids = new Set(standingRows(world).map(row => row.candidate_id));
    for (const id of ids) if (ids.has(privateOf(world, id).on_decline)) return `${id} and its downsell stand`;
    return null;
  },
  'a successor has its predecessor': world => {
    for (const row of standingRows(world)) {
      if (privateOf(world, row.candidate_id).funnel_only !== true) continue;
      const leads = world.sheet.source.candidates.filter(one => one.on_accept === row.candidate_id).map(({ id }) => id);
      const declines = world.sheet.source.candidates.some(one => one.on_decline === row.candidate_id);
      const everBought = leads.some(id => world.server.everAccepted.has(id));
      const answered = declines && world.server.refusedFor.has(row.candidate_id);
      if (!everBought && !answered) return `${row.candidate_id} stands, and nothing that leads to it was answered`;
    }
    return null;
  },
  'what was refused for another is not bought': world => {
    for (const row of standingRows(world)) {
      const since = world.server.refusals.get(row.candidate_id);
      if (since !== undefined && row.reserved_at_ms > since) return `${row.candidate_id} was refused, then bought`;
    }
    return null;
  },
  'gifts stay within their budget': world => {
    const budget = world.sheet.source.policy.giveaway_budget ?? Infinity;
    const gifts = standingRows(world).filter(row => row.line.kind === 'gift');
    const cost = gifts.reduce((sum, row) => sum + privateOf(world, row.candidate_id).product.variants[0].unit_cost, 0);
    return cost > budget ? `${named(gifts)} cost ${cost} of ${budget}` : null;
  },
  'a line is promised once': world => {
    const rows = standingRows(world);
    const replaced = rows.filter(row => row.line.replaces !== null);
    const covered = rows.filter(row => row.line.covers !== null && row.line.family === 'care');
    return replaced.length + covered.length > 1 ? `${named([...replaced, ...covered])} are about one unit` : null;
  },
  'nothing is charged for a line that is gone': (world, charges) => {
    const at = world.server.book.orders.get(ORDER).takenOut?.get('l1');
    if (at === undefined) return null;
    for (const row of standingRows(world)) {
      const about = row.line.replaces ?? row.line.covers;
      const looked = world.server.looked.get(row.jti);
      if (about !== null && charges.has(row.jti) && looked > at) return `${row.candidate_id} is about a line taken out`;
    }
    return null;
  },
  'nothing is sold in a holdout': world =>
    world.sheet.holdout && standingRows(world).length > 0 ? `${named(standingRows(world))} sold in a holdout` : null,
  'nothing is sold before it begins': world => {
    for (const row of standingRows(world)) {
      const from = privateOf(world, row.candidate_id).availability?.from;
      if (from !== undefined && row.reserved_at_ms < Date.parse(from))
        return `${row.candidate_id} was sold before ${from}`;
    }
    return null;
  },
};

/** What one tab shows, held against the server's own rows. */
const SHOWN = {
  'accepted on the page is accepted on the server': (world, tab) => {
    for (const slot of tab.view.slots) {
      if (slot.state !== 'accepted') continue;
      const states = statesOf(world, slot.candidate_id);
      if (!states.some(state => ['accepted', 'undoing', 'undone'].includes(state)))
        return `${tab.name()} says ${slot.candidate_id} is bought; the server says ${states[0] ?? 'nothing'}`;
    }
    return null;
  },
  'undone on the page is undone on the server': (world, tab) => {
    for (const slot of tab.view.slots) {
      if (slot.state === 'undone' && !statesOf(world, slot.candidate_id).includes('undone'))
        return `${tab.name()} says ${slot.candidate_id} is undone`;
    }
    return null;
  },
};

const END = {
  'every purchase rests': world => {
    for (const row of world.server.table.rows.values())
      if (!ROW_REST.has(row.state)) return `${row.candidate_id} is still ${row.state}`;
    return null;
  },
  'charges equal lines': world => {
    const { count, amount } = world.server.gateway.standing(ORDER);
    const lines = [...world.server.book.orders.get(ORDER).lines.values()].filter(line => line.amount > 0);
    const sum = lines.reduce((total, line) => total + line.amount, 0);
    return count === lines.length && amount === sum
      ? null
      : `${count} charges of ${amount}, ${lines.length} lines of ${sum}`;
  },
  'nothing stands but what was accepted': (world, charges) => {
    for (const row of world.server.table.rows.values()) {
      const kept = charges.get(row.jti)?.some(e => e.refunded < e.amount) ?? false;
      if (row.state !== 'accepted' && (kept || lineOf(world, row) !== undefined))
        return `${row.candidate_id} is ${row.state}; ${standing(world, charges, row)}`;
    }
    return null;
  },
  'every session rests': world => {
    for (const tab of world.page.openTabs()) {
      for (const slot of tab.view.slots)
        if (!REST.has(slot.state))
          return `${tab.name()} still shows ${slot.candidate_id} as ${slot.state} after ${Math.round((world.time - START) / 60_000)} minutes`;
    }
    return null;
  },
  'a purchase is never denied to its buyer': world => {
    for (const row of world.server.table.rows.values()) {
      const tab = world.server.buyers.get(row.jti)?.tab;
      const shown =
        row.state === 'accepted' && tab?.open
          ? tab.view.slots.find(slot => slot.candidate_id === row.candidate_id)
          : undefined;
      // A page that asked and was answered that nothing (or nothing new) stood under the key knows no better, though a
      // request may still have been under way; trying again under the same key is safe. One that may not ask claims
      // neither.
      const open =
        shown?.state === 'unconfirmed' || shown?.problem === 'unauthorized' || tab?.toldNothing.has(row.candidate_id);
      if (shown && shown.state !== 'accepted' && !open)
        return `${tab.name()} bought ${row.candidate_id} and shows it as ${shown.state}${shown.problem ? ` (${shown.problem})` : ''}`;
    }
    return null;
  },
  'an undo is never denied to its buyer': world => {
    for (const row of world.server.table.rows.values()) {
      const tab = world.server.undoers.get(row.jti)?.tab;
      const shown =
        row.state === 'undone' && tab?.open
          ? tab.view.slots.find(slot => slot.candidate_id === row.candidate_id)
          : undefined;
      if (shown?.state === 'accepted' && shown.problem !== 'unauthorized')
        return `${tab.name()} undid ${row.candidate_id} and shows it as accepted${shown.problem ? ` (${shown.problem})` : ''}`;
    }
    return null;
  },
  'no piece is lost': world => {
    const { pieces, room, book } = world.server;
    const left = new Map(Object.entries(pieces));
    for (const { line } of book.orders.get(ORDER).lines.values())
      for (const item of line.items) left.set(item.variant_id, left.get(item.variant_id) - item.quantity);
    for (const [variant, count] of left)
      if (room.pieces.get(variant) !== count)
        return `${variant}: ${room.pieces.get(variant)} on the shelf, ${count} by the lines`;
    return null;
  },
};

const lineOf = (world, row) => world.server.book.orders.get(ORDER).lines.get(row.jti);
const chargeOf = (charges, row) => charges.get(row.jti)?.find(e => e.refunded === 0);

function standsWhole(world, charges, row) {
  const line = lineOf(world, row);
  const paid = row.amount === 0 || chargeOf(charges, row)?.amount === row.amount;
  return line !== undefined && paid && line.amount === row.amount;
}

const standing = (world, charges, row) =>
  `line ${lineOf(world, row)?.amount ?? 'none'}, charge ${chargeOf(charges, row)?.amount ?? 'none'}`;

/** One state in a sound world; a bug may make several rows of one candidate. */
function statesOf(world, candidateId) {
  return [...world.server.table.rows.values()].filter(row => row.candidate_id === candidateId).map(row => row.state);
}

function candidateOf(world, jti) {
  const row = world.server.table.rows.get(jti);
  if (row) return row.candidate_id;
  for (const [id, offer] of world.sheet.offers) if (offer.key === jti) return id;
  return jti;
}

export class Violation extends Error {
  constructor(invariant, detail) {
    super(`${invariant}: ${detail}`);
    this.invariant = invariant;
  }
}

function hold(rules, ...values) {
  for (const [name, rule] of Object.entries(rules)) {
    const wrong = rule(...values);
    if (wrong !== null) throw new Violation(name, wrong);
  }
}

/** After every step. Throws a Violation. */
export function checkStep(world) {
  const charges = approved(world);
  hold(STEP, world, charges);
  hold(LEDGER, world, charges);
}
/** After every event of a tab. */
export const checkShown = (world, tab) => hold(SHOWN, world, tab);
/** Once everything has come to rest: the books, and once more what every open tab shows. */
export function checkEnd(world) {
  hold(END, world, approved(world));
  for (const tab of world.page.openTabs()) hold(SHOWN, world, tab);
}
