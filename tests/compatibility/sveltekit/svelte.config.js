// SPDX-License-Identifier: MIT
import adapter from '@sveltejs/adapter-static';

// The sheet is a shop's to serve; no page links to it.
export default { kit: { adapter: adapter(), prerender: { crawl: false, entries: ['/'] } } };
