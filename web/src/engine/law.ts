// SPDX-License-Identifier: MIT
//
// Which law governs an order, as the core decides it, for tools that look at a sheet without it.
import { countryLaw, type ConsumerLaw } from './vocabulary.js';

export type Law = Exclude<ConsumerLaw, 'auto'>;

/** The law of a country's residents. */
export function lawOfCountry(country: string): Law {
  const law = (countryLaw as Partial<Record<string, ConsumerLaw>>)[country] ?? 'none';
  return law === 'auto' ? 'none' : law;
}
