// SPDX-License-Identifier: MIT
import { loadEngine } from 'encore-offers/engine';
import { createKeyring, publish } from 'encore-offers/server';

const now = Date.parse('2026-11-21T10:05:00Z');

export default {
  async fetch(request) {
    const engine = await loadEngine();
    const keys = await createKeyring({
      issuer: 'https://shop.example',
      current: '1',
      keys: [{ kid: '1', alg: 'HS256', secret: '3D5nB7uQOp9I3HyCXuek74l91Vs167PJCWazpIavE9o' }],
    });
    const page = await publish(await request.text(), { now, keys, engine });
    if (!page.ok) return Response.json(page, { status: 422 });
    const { slots } = engine.decide(page.sheet, { now, page: true });
    return Response.json({ shown: slots.map(({ candidate_id }) => candidate_id), tokens: page.tokens.length });
  },
};
