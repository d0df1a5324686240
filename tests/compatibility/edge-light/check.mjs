// SPDX-License-Identifier: MIT
//
// Vercel's own runtime of edge functions, with the condition and the Wasm modules as Vercel and Netlify bundle them.
export default { function: { steps: [['node', 'run.mjs']], prints: /^200 shows offer-card and offer-protection$/m } };
