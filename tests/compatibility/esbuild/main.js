// SPDX-License-Identifier: MIT
import { setAssetBase } from 'encore-offers';
import { loadEngine } from 'encore-offers/engine';

setAssetBase('encore/');

const inPage = document.querySelector('encore-offers script')?.textContent;
const [engine, sheet] = await Promise.all([
  loadEngine(),
  inPage ?? fetch('/offers.json').then(answer => answer.text()),
]);
const { slots } = engine.decide(sheet, { now: Date.now(), page: true });
document.documentElement.dataset.decided = slots[0].candidate_id;
