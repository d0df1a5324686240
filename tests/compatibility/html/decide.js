// SPDX-License-Identifier: MIT
import { loadEngine } from './encore/engine.js';

const [engine, answer] = await Promise.all([loadEngine(), fetch('/offers.json')]);
const { slots } = engine.decide(await answer.text(), { now: Date.now(), page: true });
document.documentElement.dataset.decided = slots[0].candidate_id;
