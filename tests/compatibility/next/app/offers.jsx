// SPDX-License-Identifier: MIT
'use client';

import { loadEngine } from 'encore-offers/engine';
import { EncoreOffers } from 'encore-offers/react';
import { useEffect, useState } from 'react';

export function Offers() {
  const [accepted, setAccepted] = useState('');
  useEffect(() => {
    const decide = async () => {
      const [engine, answer] = await Promise.all([loadEngine(), fetch('/offers.json')]);
      const { slots } = engine.decide(await answer.text(), { now: Date.now(), page: true });
      document.documentElement.dataset.decided = slots[0].candidate_id;
    };
    void decide();
  }, []);
  // Own words are a new object at every rendering, and the same words: the offers stay as they are.
  return (
    <>
      <EncoreOffers
        src="/offers.json"
        theme="soft"
        messages={{ decline: 'Nein danke' }}
        onAccepted={event => setAccepted(event.detail.candidate_id)}
      />
      <output data-accepted={accepted}>{accepted}</output>
    </>
  );
}
