// SPDX-License-Identifier: MIT
export default {
  compatibilityDate: '2026-07-01',
  telemetry: false,
  vue: { compilerOptions: { isCustomElement: tag => tag === 'encore-offers' } },
};
