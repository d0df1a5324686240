// SPDX-License-Identifier: MIT
//
// What only the merchant may see and do, behind the shop's operator secret (HTTP Basic, any name): the figures, the
// report, an order's offers, the nightly work, and letting a paused offer go on.

import { createHash, timingSafeEqual } from 'node:crypto';
import { kPolicy } from '../security.mjs';
import { readFigures, readOrder } from './figures.mjs';
import { nightly } from './nightly.mjs';
import { merchantPage } from './page.mjs';
import { createReports } from './report.mjs';

const digest = text => createHash('sha256').update(text).digest();

/** Styles stand in the report's page; it runs nothing and asks nothing, wherever it is shown. */
const kReportPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";

/** @param {import('fastify').FastifyInstance} app @param {any} shop the parts, see shop.mjs */
export function merchantRoutes(app, { db, now, offers, operatorSecret, experiments, frameOf, send }) {
  const secret = digest(operatorSecret);
  const reports = createReports({ db, now });

  const guard = async (request, reply) => {
    const given = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const [, ...password] = Buffer.from(given, 'base64').toString('utf8').split(':');
    if (!timingSafeEqual(digest(password.join(':')), secret))
      return reply
        .code(401)
        .header('www-authenticate', 'Basic realm="The merchant\'s page", charset="UTF-8"')
        .type('text/plain')
        .send('This page takes the operator secret, which the shop printed when it started.');
    // A browser adds the secret to whatever another site posts here.
    const { origin } = request.headers;
    if (request.method === 'POST' && origin && (!URL.canParse(origin) || new URL(origin).host !== request.headers.host))
      return reply.code(403).type('text/plain').send('This was sent from another site.');
    reply.header('cache-control', 'private, no-store');
  };

  const guarded = { onRequest: guard };

  app.get('/merchant', guarded, async (request, reply) => {
    const asked = String(request.query.order ?? '').slice(0, 40);
    const found = asked.trim() === '' ? undefined : await readOrder(db, asked);
    reply.header('content-security-policy', kPolicy.replace("img-src 'self'", "img-src 'self'; frame-src 'self'"));
    const { reasonFix } = await import('encore-offers/server');
    const figures = await readFigures(db, now());
    return send(reply, merchantPage(await frameOf(request), { ...figures, experiments, asked, found, reasonFix }));
  });

  app.get('/merchant/report', guarded, async (request, reply) => {
    reply.header('content-security-policy', kReportPolicy);
    return send(reply, await reports.page());
  });

  app.post('/merchant/nightly', guarded, async (request, reply) => {
    const done = await nightly({ db, nowMs: now() });
    await offers.learned();
    reports.forget();
    return request.headers.accept?.includes('text/html') ? reply.redirect('/merchant', 303) : done;
  });

  app.post('/merchant/resume', guarded, async (request, reply) => {
    await db.query('DELETE FROM paused_offers WHERE candidate_id = $1', [String(request.body?.candidate_id ?? '')]);
    return reply.redirect('/merchant', 303);
  });
}
