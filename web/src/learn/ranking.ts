// SPDX-License-Identifier: MIT
//
// The take rates of a whole catalogue for one order, in the time of a page: what does not depend on the order is summed
// once, pairs are found from the bought side, and names are numbers. The sums are those of SuggestionModel.log2Odds; a
// test holds the two together.
import { relevances } from '../engine/vocabulary.js';
import { levelsOf, shareBand, SHARE_BANDS, type Bought, type Offered } from './features.js';
import type { SuggestionModel } from './touched.js';

interface Pair {
  value: number;
  lift: number;
}

/** A line as numbers: what it says of each offer. */
interface Line {
  family: number;
  paid: number;
  /** By family offered. */
  families: readonly Pair[];
  /** By place in the catalogue. */
  products: ReadonlyMap<number, Pair>;
  categories: Uint8Array;
  /** Offers that are named for it. */
  named: ReadonlySet<number>;
  product: string;
}

const NONE: ReadonlySet<number> = new Set();
const NO_PAIRS: ReadonlyMap<number, Pair> = new Map();

class Numbers {
  readonly #of = new Map<string, number>();
  readonly names: string[] = [];
  at(name: string): number {
    let number = this.#of.get(name);
    if (number === undefined) {
      number = this.names.push(name) - 1;
      this.#of.set(name, number);
    }
    return number;
  }
  find(name: string): number {
    return this.#of.get(name) ?? -1;
  }
}

/** Closeness by number; the same steps as relevanceOf. */
const PRODUCT = relevances.indexOf('product');
const FAMILY = relevances.indexOf('family');
const CATEGORY = relevances.indexOf('category');

export class Ranking {
  readonly #offers: readonly Offered[];
  readonly #model: SuggestionModel;
  readonly #families = new Numbers();
  readonly #categories = new Numbers();
  readonly #ownFamily: Int32Array;
  readonly #ownCategories: Int32Array[];
  readonly #fixed: Float64Array; // what an offer's own rows add up to
  readonly #affinity: Int8Array; // the closeness that an offer states; -1 for none
  readonly #products = new Map<string, Map<number, Pair>>();
  readonly #named = new Map<string, Set<number>>();
  readonly #familyPairs = new Map<string, Pair[]>();
  readonly #bands: Float64Array;
  readonly #base: number;
  readonly #otherPair: Pair;
  readonly #places = new Map<string, number[]>();

  constructor(offers: readonly Offered[], model: SuggestionModel) {
    this.#offers = offers;
    this.#model = model;
    this.#ownFamily = Int32Array.from(offers, ({ family }) => (family ? this.#families.at(family) : -1));
    this.#ownCategories = offers.map(({ categories = [] }) =>
      Int32Array.from(categories, one => this.#categories.at(one)),
    );
    this.#affinity = Int8Array.from(offers, offer =>
      offer.affinity_bps === undefined ? -1 : relevances.indexOf(model.relevance(offer)),
    );
    this.#base = model.value('base', '', '');
    this.#otherPair = model.pair('product_pair', '', '') ?? { value: 0, lift: 0 };
    this.#bands = Float64Array.from({ length: relevances.length * SHARE_BANDS.length }, (_, i) =>
      model.value(
        'relevance_price',
        relevances[Math.floor(i / SHARE_BANDS.length)] ?? '',
        SHARE_BANDS[i % SHARE_BANDS.length] ?? '',
      ),
    );
    this.#fixed = Float64Array.from(offers, offer => this.#own(offer));
    offers.forEach((offer, place) => {
      this.#enter(offer, place);
    });
    for (const [bought, offered, pair] of model.pairs('product_pair'))
      for (const place of this.#places.get(offered) ?? []) this.#of(this.#products, bought).set(place, pair);
  }

  /** Where the offers of a product stand. */
  placesOf(product: string): readonly number[] {
    return this.#places.get(product) ?? [];
  }

  #of(map: Map<string, Map<number, Pair>>, key: string): Map<number, Pair> {
    let found = map.get(key);
    if (!found) map.set(key, (found = new Map<number, Pair>()));
    return found;
  }

  #enter(offer: Offered, place: number): void {
    const places = this.#places.get(offer.product_id);
    if (places) places.push(place);
    else this.#places.set(offer.product_id, [place]);
    for (const bought of offer.pairs_with ?? []) {
      const named = this.#named.get(bought);
      if (named) named.add(place);
      else this.#named.set(bought, new Set([place]));
    }
  }

  // Kind, depth of discount, family and product, by way of the levels that an order without lines has.
  #own(offer: Offered): number {
    const levels = levelsOf([], 1, undefined, offer, () => 0);
    return this.#model.log2Odds(levels) - this.#base - (this.#bands[levels.relevance_price] ?? 0);
  }

  #familyPairsOf(bought: string): Pair[] {
    let pairs = this.#familyPairs.get(bought);
    if (!pairs) {
      const other = this.#model.pair('family_pair', '', '') ?? { value: 0, lift: 0 };
      pairs = this.#families.names.map(
        offered => this.#model.pair('family_pair', bought, offered) ?? { value: other.value, lift: 0 },
      );
      this.#familyPairs.set(bought, pairs);
    }
    return pairs;
  }

  #line({ product_id: product, family, categories = [], paid }: Bought): Line {
    const shared = new Uint8Array(this.#categories.names.length);
    for (const one of categories) {
      const number = this.#categories.find(one);
      if (number >= 0) shared[number] = 1;
    }
    return {
      family: family ? this.#families.find(family) : -1,
      paid,
      families: family ? this.#familyPairsOf(family) : [],
      products: this.#products.get(product) ?? NO_PAIRS,
      categories: shared,
      named: this.#named.get(product) ?? NONE,
      product,
    };
  }

  #nearness(line: Line, place: number): number {
    const family = this.#ownFamily[place] ?? -1;
    if (family >= 0 && line.family === family) return 2;
    for (const category of this.#ownCategories[place] ?? []) if (line.categories[category] === 1) return 1;
    return 0;
  }

  /** log2-odds, in 1/65536, of each offer of the catalogue for an order. */
  // Long: one pass over the catalogue, in which each line is looked at once.
  log2Odds(bought: readonly Bought[], total: number, returning: boolean | undefined): Float64Array {
    const lines = bought.map(one => this.#line(one));
    const customer = returning === undefined ? 0 : this.#model.value('customer', '', returning ? 'returning' : 'first');
    const sums = new Float64Array(this.#offers.length);
    for (let place = 0; place < sums.length; place++) {
      const offer = this.#offers[place] as Offered;
      const family = this.#ownFamily[place] ?? -1;
      let near = 0;
      let direct = false;
      let best: Line | undefined;
      let bestNamed = false;
      let bestLift = 0;
      let bestNear = 0;
      for (const line of lines) {
        const named = line.named.has(place);
        const nearness = this.#nearness(line, place);
        direct ||= named || line.product === offer.product_id;
        if (nearness > near) near = nearness;
        const pair = line.products.get(place) ?? (family >= 0 ? line.families[family] : undefined);
        const lift = pair?.lift ?? 0;
        const closer =
          lift > bestLift ||
          (lift === bestLift && (nearness > bestNear || (nearness === bestNear && line.paid > (best?.paid ?? 0))));
        if (best && (named === bestNamed ? !closer : bestNamed)) continue;
        [best, bestNamed, bestLift, bestNear] = [line, named, lift, nearness];
      }
      const stated = this.#affinity[place] ?? -1;
      const relevance = stated >= 0 ? stated : direct ? PRODUCT : near === 2 ? FAMILY : near === 1 ? CATEGORY : 0;
      const band = relevance * SHARE_BANDS.length + shareBand(offer.subtotal, total);
      let sum = this.#base + (this.#fixed[place] ?? 0) + (this.#bands[band] ?? 0) + customer;
      if (best) {
        sum += (best.products.get(place) ?? this.#otherPair).value;
        if (family >= 0) sum += best.families[family]?.value ?? 0;
      }
      sums[place] = sum;
    }
    return sums;
  }
}
