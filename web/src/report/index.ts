// SPDX-License-Identifier: MIT
//
// What the report offers: reading files or a database, the report as data, as text for a terminal and as a page.
export { openDuckdb, loadDuckdb, type Sources } from './duckdb.js';
export { openPostgres, overClient, loadPostgres, type Tables } from './postgres.js';
export { makeReport, type Options, type Report } from './report.js';
