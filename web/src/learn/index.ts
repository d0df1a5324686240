// SPDX-License-Identifier: MIT
//
// The package's `./learn`, for Node: from what was shown and accepted to a model, and from a model to what a sheet
// needs of it.
export * from './calibration.js';
export * from './features.js';
export * from './lift.js';
export * from './model.js';
export * from './observations.js';
export * from './touched.js';
export * from './suggest.js';
export * from './ranking.js';
