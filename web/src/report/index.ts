// SPDX-License-Identifier: MIT
//
// What the report offers: reading files or a database, the report as data, as text for a terminal and as a page.
import type { Report } from './report.js';
export { openDuckdb, loadDuckdb, type Sources } from './duckdb.js';
export { openPostgres, overClient, loadPostgres, type Tables } from './postgres.js';
export { makeReport, type Options, type Report } from './report.js';

/** The report as one self-contained page. Errors: ECharts, which draws its charts, is not installed. */
export const reportPage = async (report: Report): Promise<string> => (await import('./page.js')).reportPage(report);
