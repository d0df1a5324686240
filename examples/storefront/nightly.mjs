// SPDX-License-Identifier: MIT
//
// The nightly command, for cron: asks a running shop to report, to pause what certainly earns too little, and to learn.
//
//   OPERATOR_SECRET=… node examples/storefront/nightly.mjs [http://127.0.0.1:8787]

const [, , url = 'http://127.0.0.1:8787'] = process.argv;
const { OPERATOR_SECRET: secret } = process.env;
if (!secret) {
  console.error('OPERATOR_SECRET is not set; the shop prints it when it starts.');
  process.exit(2);
}
const reply = await fetch(new URL('/merchant/nightly', url), {
  method: 'POST',
  headers: { authorization: `Basic ${Buffer.from(`nightly:${secret}`).toString('base64')}` },
}).catch(error => {
  console.error(`No shop answers at ${url}: ${error.cause?.message ?? error.message}`);
  process.exit(1);
});
const text = await reply.text();
if (!reply.ok) {
  console.error(`The shop answered ${reply.status}: ${text.slice(0, 300)}`);
  process.exit(1);
}
const { paused, model_id } = JSON.parse(text);
console.log(`Model ${model_id}. ${paused.length === 0 ? 'Nothing to pause.' : `To be paused: ${paused.join(', ')}.`}`);
