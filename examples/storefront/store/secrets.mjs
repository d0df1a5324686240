// SPDX-License-Identifier: MIT
//
// Secrets of this shop, each made on the first start and kept in the database, and what is made from them.

import { createHmac, randomBytes } from 'node:crypto';

/** @returns {Promise<string>} */
export async function secretNamed(db, name) {
  await db.query('INSERT INTO secrets VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    name,
    randomBytes(32).toString('base64url'),
  ]);
  return (await db.query('SELECT value FROM secrets WHERE name = $1', [name])).rows[0].value;
}

/** A pseudonym that is the same on every order, and cannot be turned back into an address. */
export const pseudonyms = secret => email =>
  createHmac('sha256', secret).update(email).digest('base64url').slice(0, 22);
