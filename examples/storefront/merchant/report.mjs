// SPDX-License-Identifier: MIT
//
// What the offers earned, asked of the shop's own database. The questions work in temporary tables, which belong to one
// connection: they are made in a transaction that is rolled back, so that nothing of them stays.

/** What a show must earn to be worth its place on the page, in cents. */
export const kReserve = 25;

class Rollback extends Error {}

/** @param {import('../store/db.mjs').Database} db @param {number} nowMs */
export async function readReport(db, nowMs) {
  const { loadPostgres, makeReport, overClient } = await import('encore-offers/report');
  let report;
  try {
    await db.transaction(async tx => {
      const database = overClient({ query: async sql => ({ rows: await tx.rows(sql) }) });
      const counts = await loadPostgres(database, { events: 'encore_events', orders: 'report_orders' });
      report = await makeReport(database, counts, { nowMs, reserve: kReserve });
      throw new Rollback();
    });
  } catch (error) {
    if (!(error instanceof Rollback)) throw error;
  }
  return report;
}

/** The page of the report, made at most once a minute: it reads every event there is. */
export function createReports({ db, now }) {
  let last = { at: -Infinity, page: undefined };
  return {
    page() {
      if (now() - last.at >= 60_000) {
        const page = Promise.all([import('encore-offers/report'), readReport(db, now())]).then(
          ([{ reportPage }, report]) => reportPage(report),
        );
        last = { at: now(), page };
        page.catch(() => (last = { at: -Infinity, page: undefined }));
      }
      return last.page;
    },
    /** What was read is not how things stand any more. */
    forget: () => (last = { at: -Infinity, page: undefined }),
  };
}
