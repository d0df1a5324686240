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
        return `${row.candidate_id} is ${row.state} by a click of ${tab.name()} that was told to be refused`;
    }
    return null;
  },
  'an undo that was refused takes nothing back': world => {
    for (const row of world.server.table.rows.values()) {
      if (row.state !== 'undoing' && row.state !== 'undone') continue;
      const { tab, click } = world.server.undoers.get(row.jti);
      if (world.page.refused.has(click))
        return `${row.candidate_id} is ${row.state} by an undo of ${tab.name()} that was told to be refused`;
    }
    return null;
  },
  'undone is refunded once': (world, charges) => {
    for (const row of world.server.table.rows.values()) {
      if (row.state !== 'undone' && row.state !== 'refunded') continue;
      const refunds = [...world.server.gateway.refunds.values()].filter(r => jtiOf(jtiOf(r.key)) === row.jti);
      const entry = charges.get(row.jti)?.[0];
      if (refunds.length !== 1 || entry?.refunded !== entry?.amount)
        return `${row.candidate_id} is ${row.state} with ${refunds.length} refunds`;
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
    const lines = [...world.server.book.orders.get(ORDER).lines.values()];
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
  'who bought is not told otherwise': world => {
    for (const row of world.server.table.rows.values()) {
      const tab = world.server.buyers.get(row.jti)?.tab;
      const shown =
        row.state === 'accepted' && tab?.open
          ? tab.view.slots.find(slot => slot.candidate_id === row.candidate_id)
          : undefined;
      // A page that asked and was told that nothing (or nothing new) stood under the key knows no better, though a
      // request may still have been under way; trying again under the same key is safe. One that may not ask claims
      // neither.
      const open =
        shown?.state === 'unconfirmed' || shown?.problem === 'unauthorized' || tab?.toldNothing.has(row.candidate_id);
      if (shown && shown.state !== 'accepted' && !open)
        return `${tab.name()} bought ${row.candidate_id} and shows it as ${shown.state}${shown.problem ? ` (${shown.problem})` : ''}`;
    }
    return null;
  },
  'who took it back is not told otherwise': world => {
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
  return line !== undefined && chargeOf(charges, row)?.amount === row.amount && line.amount === row.amount;
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
export const checkStep = world => hold(STEP, world, approved(world));
/** After every event of a tab. */
export const checkShown = (world, tab) => hold(SHOWN, world, tab);
/** Once everything has come to rest: the books, and once more what every open tab shows. */
export function checkEnd(world) {
  hold(END, world, approved(world));
  for (const tab of world.page.openTabs()) hold(SHOWN, world, tab);
}
