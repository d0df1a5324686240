// SPDX-License-Identifier: MIT
export default {
  worker: {
    steps: [
      ['wrangler', 'deploy', '--dry-run', '--outdir', 'bundle'],
      ['node', 'run.mjs'],
    ],
    prints: /^200 \{"shown":\["offer-card","offer-protection"\],"tokens":\d+\}$/m,
  },
};
