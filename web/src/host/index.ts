// SPDX-License-Identifier: MIT
//
// The headless session: everything of an offer's life except its looks. The element is
// one user of it; a shop's own page, a test and the simulation are others.
//
//   const session = new EncoreSession({ engine, sheetText });
//   session.subscribe(({ view, effects }) => paint(view));   // now, and after every change
//   session.start();                                         // decides, or resumes after a reload
//   session.accept(0, { consent: true });                    // exactly once, whatever happens
//   session.now()                                            // server-corrected milliseconds
//   session.close();
export { EncoreSession, RefusedSheetError, startingView } from './session-host.js';
export type { EncoreSessionOptions, PageEffect, RequestEffect, SessionChange, WholeAnswer } from './session-host.js';
export { browserEnvironment } from './environment.js';
export { Memory } from './store.js';
export type { Channel, Environment, Store } from './environment.js';
export { allowedUrl } from './urls.js';
