// SPDX-License-Identifier: MIT
import { loadEngine } from 'encore-offers/engine';

const now = Date.parse('2026-11-21T10:05:00Z');

addEventListener('fetch', event => {
  const answer = async () => {
    const engine = await loadEngine();
    const { slots } = engine.decide(await event.request.text(), { now });
    return new Response(`shows ${slots.map(({ candidate_id }) => candidate_id).join(' and ')}`);
  };
  event.respondWith(answer().catch(error => new Response(error.stack, { status: 500 })));
});
