// SPDX-License-Identifier: MIT
//
// What `encore check --law` finds: nothing in a sheet that meets every duty, the one that is broken in each sheet made
// to offend, and a line for every candidate of the sheets of ten trades.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadEngine } from 'encore-offers/engine';
import { bundled } from '../../bundled.mjs';
import { compliant, OFFENDING } from './offending.mjs';

const { lawReport } = await bundled('law/index.ts');
const { duties, dutyRows } = await bundled('engine/vocabulary.ts');
const { claimIn } = await bundled('engine/words.ts');
const { statesAmount } = await bundled('law/case.ts');
const engine = await loadEngine();
const cli = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));
const trades = new URL('../../../examples/sheets/', import.meta.url);

const all = ({ order, candidates }) => [...order, ...candidates.flatMap(({ findings }) => findings)];
const openDuties = report => [
  ...new Set(
    all(report)
      .filter(one => one.verdict === 'open')
      .map(({ duty }) => duty),
  ),
];
const report = (sheet, country) => {
  // These two duties are issues of the sheet as well.
  const found = engine.check(sheet).issues.filter(({ code }) => !['law_ignored', 'not_the_merchant'].includes(code));
  assert.deepEqual(found, []);
  return lawReport(engine, sheet, country);
};

test('a sheet that meets every duty has none open, under each law', () => {
  for (const [country, law] of [
    ['DE', 'eu'],
    ['GB', 'uk'],
    ['US', 'us'],
    ['BR', 'none'],
    ['AX', 'eu'],
    ['XI', 'uk'],
    ['IC', 'eu'],
  ]) {
    const found = report(compliant(country));
    assert.equal(found.governing.law, law, country);
    assert.deepEqual(openDuties(found), [], country);
  }
});

for (const { name, country, region, duty, change } of OFFENDING) {
  test(`found: ${name} (${duty})`, () => {
    const sheet = compliant(country, region);
    change(sheet);
    const open = openDuties(report(sheet));
    assert.ok(open.includes(duty), `${duty} is not among ${open.join(', ')}`);
  });
}

test('check itself passes none of them in silence, and says each once', async () => {
  const { openDuties } = await bundled('law/open.ts');
  for (const { name, country, region, duty, change } of OFFENDING) {
    const sheet = compliant(country, region);
    change(sheet);
    const { issues, warnings } = engine.check(sheet);
    const said = new Set([...issues, ...warnings].map(({ code }) => code));
    const open = openDuties(engine, sheet, said).map(({ code }) => code);
    assert.equal(open.includes(duty) || said.has(dutyRows[duty].said_by), true, name);
    assert.equal(new Set(open).size, open.length);
    for (const one of open) assert.ok(!said.has(dutyRows[one].said_by), `${name}: ${one} is said twice`);
  }
  assert.deepEqual(openDuties(engine, compliant('DE'), new Set()), []);
});

test('every duty that a sheet can break is broken by one of them', () => {
  const byCard = duties.filter(duty => dutyRows[duty].by === 'card');
  const notShown = new Set([...byCard, ...duties.filter(duty => dutyRows[duty].by === 'shop')]);
  assert.deepEqual(
    duties.filter(duty => !notShown.has(duty) && !OFFENDING.some(one => one.duty === duty)),
    [],
  );
  assert.ok(OFFENDING.length >= 30);
});

test('a business is under no law, with its number or its name', () => {
  const sheet = compliant('DE');
  Object.assign(sheet.order, { buyer: 'business', tax_included: false, vat_id: 'DE123456789' });
  sheet.candidates[0].taxes = [{ title: 'VAT', rate_ppm: 190_000 }];
  const found = report(sheet);
  assert.equal(found.governing.law, 'none');
  assert.deepEqual(openDuties(found), []);
});

test('what the order itself says makes no price personal, nor does an arm drawn at random', () => {
  for (const trigger of [{ '>': [{ var: 'order.total' }, 100] }, { in: ['photo', { var: 'derived.categories' }] }]) {
    const sheet = compliant('DE');
    const other = structuredClone(sheet.candidates[0]);
    Object.assign(other, { id: 'other', trigger });
    other.product.variants[0].price = 1500;
    sheet.candidates.push(other);
    sheet.experiments = [
      { key: 'price', variations: [{}, { candidates: { cross_sell: { discount: { type: 'percent', bps: 500 } } } }] },
    ];
    assert.deepEqual(openDuties(report(sheet)), []);
  }
});

/** A second price of one product, for some customers alone. */
function forSome(sheet, trigger) {
  const cheaper = structuredClone(sheet.candidates[0]);
  cheaper.id = 'cheaper';
  cheaper.product.variants[0].price = 1500;
  cheaper.trigger = trigger;
  sheet.candidates.push(cheaper);
  return sheet;
}

test('a price for some customers is disclosed by the card, in New York by its sentence', () => {
  const duty = region => [
    ...new Set(
      all(report(forSome(compliant('US', region), { in: ['vip', { var: 'customer.segments' }] })))
        .filter(one => one.duty.startsWith('personal_price'))
        .map(one => `${one.duty} ${one.verdict}`),
    ),
  ];
  assert.deepEqual(duty('NY'), ['personal_price_sentence met']);
  assert.deepEqual(duty('CA'), []);
});

test('what publish marks as personal is what the law report finds', () => {
  for (const [trigger, personal] of [
    [{ in: ['vip', { var: 'customer.segments' }] }, true],
    [{ var: 'derived.first_order' }, true],
    [{ missing: ['customer.id'] }, true],
    [{ var: [{ cat: ['cust', 'omer'] }] }, true],
    [{ '==': [{ var: 'derived.country' }, 'DE'] }, false],
    [{ '>': [{ var: 'order.total' }, 100] }, false],
  ]) {
    const sheet = forSome(compliant('DE'), trigger);
    Object.assign(sheet, { customer: { id: 'c1', segments: ['vip'], orders_count: 1 } });
    const { sheet: page } = engine.publish(sheet, { now: Date.parse(sheet.issued_at) });
    const marked = page.candidates.filter(one => one.personal_price).map(({ id }) => id);
    const one = marked.includes('cross_sell');
    assert.equal(one, personal, JSON.stringify(trigger));
    assert.deepEqual(
      all(report(sheet)).some(({ duty }) => duty === 'personal_price'),
      personal,
    );
    sheet.policy.personal_prices = 'refuse';
    const kept = engine.publish(sheet, { now: Date.parse(sheet.issued_at) });
    const refused = kept.dropped.filter(({ reasons }) => reasons.some(({ reason }) => reason === 'personal_price'));
    assert.equal(refused.length > 0, personal);
    assert.equal(JSON.stringify(kept.sheet).includes('personal_prices'), false);
  }
});

test('who objects to profiling is chosen for without customer facts', () => {
  const sheet = compliant('DE');
  sheet.candidates[0].trigger = { in: ['vip', { var: 'customer.segments' }] };
  sheet.candidates[0].copy = { body: 'For you, {{customer.first_name|friend}}' };
  const customer = {
    id: 'c1',
    first_name: 'Ada',
    segments: ['vip'],
    orders_count: 2,
    declined: [{ candidate_id: 'x' }],
  };
  const now = Date.parse(sheet.issued_at);
  const known = engine.publish({ ...sheet, customer }, { now });
  assert.ok(known.sheet.candidates.some(({ id }) => id === 'cross_sell'));
  const { sheet: page } = engine.publish({ ...sheet, customer: { ...customer, profiling: false } }, { now });
  assert.deepEqual(page.customer, { declined: [{ candidate_id: 'x' }], profiling: false });
  assert.ok(!page.candidates.some(({ id }) => id === 'cross_sell'));
});

test('a law turned off and a foreign seller are issues; a business and a merchant are not', () => {
  const codes = change => {
    const sheet = compliant('DE');
    change(sheet);
    return engine.check(sheet).issues.map(({ code }) => code);
  };
  const off = sheet => (sheet.policy.consumer_law = 'none');
  assert.deepEqual(codes(off), ['law_ignored']);
  assert.deepEqual(
    codes(sheet => (off(sheet), (sheet.order.buyer = 'business'))),
    [],
  );
  const foreign = codes(sheet => (sheet.seller = { id: 'partner', is_merchant: false }));
  assert.deepEqual([...new Set(foreign)], ['not_the_merchant']);
  assert.deepEqual(
    codes(sheet => (sheet.seller = { id: 'us', is_merchant: true })),
    [],
  );
});

test('beside paid protection the card says what the law of the United Kingdom wants said, and no other law’s', async () => {
  globalThis.CSSStyleSheet ??= class {
    replaceSync() {}
  };
  const { createExtras } = await bundled('element/card/extras.ts', { loader: { '.css': 'text' } });
  const { protectionTerms } = await bundled('element/card/protection.ts');
  const extras = createExtras({}, protectionTerms);
  const words = { locale: 'en-GB', say: key => key, unit: count => `${count}` };
  const said = (law, term_months, locale = 'en-GB') => {
    const candidate = { kind: 'protection', covers: { term_months } };
    const sheet = { order: {} };
    return extras.terms({ candidate, sheet, law: { id: law }, words: { ...words, locale } }, {}).join(' ');
  };
  assert.match(said('uk', 24), /^term Optional: .*without it\. Can be cancelled within 45 days/);
  assert.doesNotMatch(said('uk', 12), /cancelled within/);
  assert.match(said('uk', undefined), /within 45 days/, 'how long is not known: it may be more than a year');
  assert.match(said('uk', 24, 'de-DE'), /^term Freiwillig: .* 45 Tagen/);
  assert.match(said('uk', 24, 'ja-JP'), /Optional: /, 'a language without words of its own');
  for (const law of ['eu', 'us', 'none']) assert.equal(said(law, 24), 'term', law);
});

test('New York’s sentence stands beside a personal price of that state alone', async () => {
  globalThis.CSSStyleSheet ??= class {
    replaceSync() {}
  };
  const { createExtras } = await bundled('element/card/extras.ts', { loader: { '.css': 'text' } });
  const { personal } = createExtras({});
  const said = (law, billing_region, personal_price = true) =>
    personal({
      sheet: { order: { billing_region } },
      candidate: { personal_price },
      law: { id: law },
      words: { say: key => key },
    });
  assert.equal(said('us', 'NY'), 'THIS PRICE WAS SET BY AN ALGORITHM USING YOUR PERSONAL DATA.');
  for (const [law, region] of [
    ['us', 'CA'],
    ['us', undefined],
    ['eu', 'NY'],
  ])
    assert.equal(said(law, region), 'personalised');
  assert.equal(said('us', 'NY', false), '');
});

test('a deadline for the sake of stock is said only where stock is short, and counts down only there', async () => {
  const { causeOf, ticks } = await bundled('element/card/model.ts');
  const minute = 60_000;
  for (const [cause, stock, said] of [
    ['stock', 9, 'stock'],
    ['stock', 10, null],
    ['stock', 5000, null],
    ['stock', undefined, null],
    ['stock', null, null],
    ['campaign', 5000, 'campaign'],
    ['fulfilment', undefined, 'fulfilment'],
    [null, 1, null],
  ]) {
    const shown = causeOf({ cause }, { stock });
    assert.equal(shown, said, `${cause}, ${stock}`);
    const counts = ticks({ countdown: true, can_extend: false, cause: shown }, minute);
    assert.equal(counts, said === 'stock' || said === 'fulfilment');
  }
});

test('each law asks by rows of its own, and a row that is only expected asks nothing yet', async () => {
  const { obligations, obligationRows } = await bundled('engine/vocabulary.ts');
  for (const one of obligations) {
    const { law, duty, meaning } = obligationRows[one];
    assert.equal(one, `${law}_${duty}`);
    const foreign = { uk: /Directive|CJEU/, us: /Directive|SI 20|CJEU/ }[law];
    if (foreign) assert.doesNotMatch(meaning, foreign, `${one} stands in a law of its own`);
  }
  const later = all(report(compliant('GB'))).filter(({ verdict }) => verdict === 'later');
  assert.deepEqual(
    later.map(({ obligation }) => obligation),
    ['uk_subscription_regime'],
  );
  const early = { ...compliant('DE'), issued_at: '2026-06-01T10:00:00Z' };
  delete early.order.withdrawal_url;
  early.order.placed_at = '2026-06-01T09:58:00Z';
  const of = all(report(early)).find(({ duty }) => duty === 'withdrawal_link');
  assert.equal(of.verdict, 'later', 'before 19 June 2026');
});

test('what the card shows of reviews, and what is found of them, is one judgement', async () => {
  globalThis.CSSStyleSheet ??= class {
    replaceSync() {}
  };
  const { createExtras } = await bundled('element/card/extras.ts', { loader: { '.css': 'text' } });
  const { mayShowProof } = createExtras({});
  const verdict = proof => {
    const sheet = compliant('DE');
    sheet.candidates[0].proof = proof;
    const open = openDuties(report(sheet)).includes('verified_reviews');
    const warned = engine.check(sheet).warnings.some(({ code }) => code === 'reviews_not_shown');
    const shown = law =>
      mayShowProof({ candidate: { proof }, law: { verified_reviews: law }, url: given => given ?? undefined });
    assert.ok(shown(false), 'another law asks for no word');
    assert.deepEqual([open, warned], [!shown(true), !shown(true)], JSON.stringify(proof));
    return shown(true);
  };
  const rating = { value_bps: 10_000, count: 12_345 };
  const made = [
    '.',
    '…',
    '5/5',
    'ok ok ok',
    'a b c d',
    'aaaaaaaaaaaa',
    '12 345 678',
    'verified',
    'よい',
    '已验证',
    'ดี',
  ];
  const sentences = [
    'Only buyers can review',
    'Nur wer gekauft hat, bewertet',
    '購入者のみ投稿できます',
    '仅限已购买的顾客评价',
    'รีวิวจากผู้ซื้อจริง',
    '구매한 고객만 작성',
  ];
  for (const text of made) assert.equal(verdict({ rating, verification: { text } }), false, text);
  for (const text of sentences) assert.equal(verdict({ rating, verification: { text } }), true, text);
  assert.equal(verdict({ rating }), false);
  assert.equal(verdict({ rating, verification: { text: 'Verified', url: '/reviews' } }), true);
  assert.equal(verdict({ rating, verification: { text: '.', url: '/reviews' } }), false, 'a link without a word');
});

test('California: the reminder is the shop’s', () => {
  const verdicts = region =>
    all(report(compliant('US', region)))
      .filter(({ duty }) => duty === 'renewal_reminder')
      .map(({ verdict }) => verdict);
  assert.deepEqual(verdicts('CA'), ['shop']);
  assert.deepEqual(verdicts('TX'), []);
});

test('an amount is found however a language writes it, and no other is', () => {
  for (const text of ['1,188.00', '1.188,00', '1 188,00', "1'188.00", '1188', 'EUR 1188.00 in all', '1.188'])
    assert.ok(statesAmount(text, 118_800, 2), text);
  for (const text of ['1,188.01', '11.88', '118.80', 'twelve', '']) assert.ok(!statesAmount(text, 118_800, 2), text);
  assert.ok(statesAmount('¥1,188', 1188, 0));
});

test('ordinary copy makes no claim', () => {
  const plain = [
    'A greener shade of blue',
    'Keeps the sun out',
    'Ready in 2 minutes',
    'Blocks 99 % of UV',
    'Nein, danke',
    'Pas maintenant',
    'No thanks',
    'Evergreen jacket',
    'Hotel left of the river',
  ];
  for (const text of plain)
    for (const claim of ['green', 'pressure', 'shame', 'lowest'])
      assert.equal(claimIn(claim, text), null, `${claim}: ${text}`);
});

test('the command lists every candidate of the sheets of ten trades', () => {
  const files = readdirSync(trades).filter(name => name.endsWith('.json'));
  assert.ok(files.length >= 10);
  const run = (args, status) => {
    try {
      const text = execFileSync(process.execPath, [cli, 'check', ...args], { encoding: 'utf8' });
      assert.equal(status, 0, args.join(' '));
      return text;
    } catch (error) {
      assert.equal(error.status, status, `${args.join(' ')}: ${error.message}`);
      return error.stdout;
    }
  };
  for (const file of files) {
    const path = fileURLToPath(new URL(file, trades));
    const sheet = JSON.parse(readFileSync(path, 'utf8'));
    const found = report(sheet, 'DE');
    const text = run([path, '--law=DE'], openDuties(found).length > 0 ? 1 : 0);
    for (const { id } of sheet.candidates) assert.ok(text.includes(`\n${id}\n`), `${file}: ${id}`);
    assert.match(text, /^law: eu \(DE/);
    const json = JSON.parse(run([path, '--law', 'DE', '--json'], openDuties(found).length > 0 ? 1 : 0));
    assert.deepEqual(json.candidates, JSON.parse(JSON.stringify(found.candidates)));
  }
  assert.throws(
    () => execFileSync(process.execPath, [cli, 'check', '-', '--law=QQ'], { stdio: 'pipe' }),
    /no country "QQ"/,
  );
});
