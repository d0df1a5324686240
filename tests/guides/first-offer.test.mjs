// SPDX-License-Identifier: MIT
//
// The guides for theme and Node lead to an offer in a browser; `npm run first-offer` does the same with the tarball.

import { test } from 'node:test';
import { firstOffer, guides } from './first-offer.mjs';

for (const guide of guides)
  test(`${guide} leads to an offer in a browser`, async () => {
    await firstOffer(guide);
  });
