// SPDX-License-Identifier: MIT
import { setAssetBase } from 'encore-offers';
import { loadEngine } from 'encore-offers/engine';

setAssetBase('encore/');

const [engine, sheet] = await Promise.all([loadEngine(), fetch('/offers.json').then(answer => answer.text())]);
const { slots } = engine.decide(sheet, { now: Date.now(), page: true });
document.documentElement.dataset.decided = slots[0].candidate_id;
