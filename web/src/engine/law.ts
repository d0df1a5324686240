// SPDX-License-Identifier: MIT
//
// Which law governs an order, as the core decides it, for tools that look at a sheet without it.
import { consumerLaws, countryLaw, obligationRows, type ConsumerLaw, type Duty } from './vocabulary.js';

export type Law = Exclude<ConsumerLaw, 'auto'>;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isLaw = (word: unknown): word is Law =>
  typeof word === 'string' && word !== 'auto' && (consumerLaws as readonly string[]).includes(word);

/**
 * The law that a sheet's cards follow: `policy.consumer_law`, else the country's; `none` for a business, and for what
 * cannot be read.
 */
export function lawOfSheet({ order, policy }: { order?: unknown; policy?: unknown }): Law {
  const chosen = isObject(policy) ? (policy['consumer_law'] ?? 'auto') : 'auto';
  if (chosen !== 'auto') return isLaw(chosen) ? chosen : 'none';
  if (!isObject(order) || order['buyer'] === 'business') return 'none';
  const country = order['billing_country'] ?? order['shipping_country'];
  return typeof country === 'string' ? lawOfCountry(country) : 'none';
}

/** Whether a law asks for a duty, in one of its regions at least, now or later. */
export const asksFor = (law: Law, duty: Duty): boolean => Object.hasOwn(obligationRows, `${law}_${duty}`);

/** The law of a country's residents. */
export function lawOfCountry(country: string): Law {
  const law = (countryLaw as Partial<Record<string, ConsumerLaw>>)[country] ?? 'none';
  return law === 'auto' ? 'none' : law;
}
