// SPDX-License-Identifier: MIT
'use client';

import 'encore-offers';
import { loadEngine } from 'encore-offers/engine';
import { useEffect } from 'react';

export function Offers() {
  useEffect(() => {
    const decide = async () => {
      const [engine, answer] = await Promise.all([loadEngine(), fetch('/offers.json')]);
      const { slots } = engine.decide(await answer.text(), { now: Date.now(), page: true });
      document.documentElement.dataset.decided = slots[0].candidate_id;
    };
    void decide();
  }, []);
  return <encore-offers src="/offers.json" theme="soft" />;
}
