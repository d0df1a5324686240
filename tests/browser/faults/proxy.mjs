// SPDX-License-Identifier: MIT
//
// What lies between the browser and the shop, in HTTP. It forwards everything, and does to single requests what its
// script says. Waiting is reckoned on the schedule's clock, not on the machine's: a held request goes on when `advance`
// has brought its moment. A request that was held goes on even if the browser has long given it up, as on a real
// network.
//
//   drop_request  the connection breaks before the shop sees anything
//   drop_reply    the shop has answered, the browser never hears it
//   truncate      half of the answer
//   duplicate     the shop gets it twice at once
//   delay         it reaches the shop `ms` later;  delay_reply: the answer comes `ms` later
//   reorder       it is overtaken by the next of its kind
//   busy          503 with Retry-After;  throttle: 429 with Retry-After
//   kill_before_reply  the shop is killed when it has answered, and the answer is lost

import http from 'node:http';

/** Every fault there is. */
export const kKinds = [
  'drop_request',
  'drop_reply',
  'truncate',
  'duplicate',
  'delay',
  'delay_reply',
  'reorder',
  'busy',
  'throttle',
  'kill_before_reply',
];
const kRetryAfterSeconds = 3;
const kOvertakenMs = 12_000;

const classOf = path => /^\/offers\/(accept|status|undo)\b/.exec(path)?.[1] ?? 'page';

function readAll(stream) {
  return new Promise((done, failed) => {
    const parts = [];
    stream
      .on('data', part => parts.push(part))
      .on('end', () => done(Buffer.concat(parts)))
      .on('error', failed)
      .on('aborted', () => failed(new Error('aborted')));
  });
}

export class Proxy {
  #server;
  #agent = new http.Agent({ keepAlive: false });
  /** Requests on their way, each saying where it is. */
  #passages = new Set();
  #held = new Set();
  #now = 0;
  #watchers = new Set();
  #script = [];
  #counts = {};
  #downUntil = 0;
  /** Purchase ids that the shop has called bought, in whatever answer. */
  bought = new Set();
  /** Faults done, by kind. */
  done = {};
  onKill = async () => {};
  /** Where requests go: its `url` is null while it is down. */
  shop = null;

  async listen() {
    this.#server = http.createServer((request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
    await new Promise(done => {
      this.#server.listen(0, '127.0.0.1', done);
    });
    this.url = `http://127.0.0.1:${this.#server.address().port}`;
  }

  /** For the next schedule. `faults`: {on, nth, kind, ms}. */
  script(faults) {
    this.#script = [...faults];
    this.#counts = {};
    this.bought.clear();
  }

  count(kind) {
    return this.#counts[kind] ?? 0;
  }

  /** The next request of this kind meets this fault. */
  expect(on, fault) {
    this.#script.unshift({ on, nth: this.count(on) + 1, ...fault });
  }

  /** Refuses connections for so long. */
  down(ms) {
    this.#downUntil = this.#now + ms;
  }

  /** How long it still refuses them. */
  get downForMs() {
    return Math.max(0, this.#downUntil - this.#now);
  }

  /** Requests on their way that are not held here. */
  get moving() {
    return this.#passages.size - this.#held.size;
  }

  advance(ms) {
    this.#now += ms;
    for (const held of this.#held) if (held.at <= this.#now) this.#release(held);
    this.look();
  }

  #release(held) {
    this.#held.delete(held);
    held.go();
  }

  releaseAll() {
    for (const held of this.#held) this.#release(held);
  }

  /** Resolves once `holds` is true; looked at after every change. */
  until(holds) {
    if (holds()) return Promise.resolve();
    return new Promise(done => {
      this.#watchers.add({ holds, done });
    });
  }

  /** Something has changed that `until` may wait for. */
  look() {
    for (const watcher of this.#watchers) {
      if (!watcher.holds()) continue;
      this.#watchers.delete(watcher);
      watcher.done();
    }
  }

  /** Where every request on its way is, in words. */
  text() {
    return [...this.#passages].map(({ name, where }) => `  ${name} ${where}`).join('\n');
  }

  async #hold(passage, ms, word = null) {
    passage.where = `held for ${ms} ms`;
    const going = new Promise(go => {
      this.#held.add({ at: this.#now + ms, go, word });
    });
    this.look();
    await going;
  }

  async #serve(request, response) {
    const word = classOf(request.url);
    const passage = { name: `${request.method} ${request.url.split('?', 1)[0]}`, where: 'arriving' };
    this.#passages.add(passage);
    try {
      const body = await readAll(request);
      const nth = (this.#counts[word] = this.count(word) + 1);
      if (this.downForMs > 0 || this.shop.url === null) return void response.destroy();
      const fault = this.#script.find(({ on, nth: at }) => on === word && at === nth);
      if (fault) this.done[fault.kind] = (this.done[fault.kind] ?? 0) + 1;
      await this.#pass({ request, body, response, passage, word }, fault ?? {});
    } finally {
      this.#passages.delete(passage);
      this.look();
    }
  }

  async #pass({ request, body, response, passage, word }, { kind, ms = 0 }) {
    if (kind === 'drop_request') return void response.destroy();
    if (kind === 'busy' || kind === 'throttle') {
      const [status, type] = kind === 'busy' ? [503, 'unavailable'] : [429, 'rate_limited'];
      response.writeHead(status, {
        'content-type': 'application/problem+json',
        'retry-after': String(kRetryAfterSeconds),
      });
      return void response.end(JSON.stringify({ type, status }));
    }
    if (kind === 'delay') await this.#hold(passage, ms);
    if (kind === 'reorder') await this.#hold(passage, kOvertakenMs, word);
    passage.where = 'at the shop';
    this.look();
    const answers = [this.#forward(request, body)];
    if (kind === 'duplicate') answers.push(this.#forward(request, body));
    const [answer] = await Promise.all(answers);
    passage.where = 'on its way back';
    this.#overtaken(word);
    this.#note(answer.body);
    if (kind === 'kill_before_reply') {
      await this.onKill();
      return void response.destroy();
    }
    if (kind === 'delay_reply') await this.#hold(passage, ms);
    if (kind === 'drop_reply') return void response.destroy();
    if (kind === 'truncate') {
      response.writeHead(answer.status, { ...answer.headers, 'content-length': String(answer.body.length) });
      return void response.write(answer.body.subarray(0, answer.body.length >> 1), () => response.destroy());
    }
    response.writeHead(answer.status, answer.headers);
    response.end(answer.body);
  }

  // Whatever of this kind was held to be overtaken has been.
  #overtaken(word) {
    for (const held of this.#held) if (held.word === word) this.#release(held);
  }

  #note(body) {
    const text = body.toString();
    for (const [, id] of text.matchAll(/"purchase_id":"([^"]+)"/g)) this.bought.add(id);
  }

  #forward(request, body) {
    return new Promise((done, failed) => {
      if (this.shop.url === null) return failed(new Error('the shop is down'));
      const { hostname, port } = new URL(this.shop.url);
      const headers = { ...request.headers, connection: 'close' };
      const onward = http.request(
        { hostname, port, path: request.url, method: request.method, headers, agent: this.#agent },
        answer => {
          readAll(answer).then(whole => {
            const kept = Object.entries(answer.headers).filter(
              ([name]) => name !== 'connection' && name !== 'transfer-encoding',
            );
            done({ status: answer.statusCode, headers: Object.fromEntries(kept), body: whole });
          }, failed);
        },
      );
      onward.on('error', failed);
      onward.end(body);
    });
  }

  async close() {
    this.releaseAll();
    this.#server.closeAllConnections();
    await new Promise(done => {
      this.#server.close(done);
    });
  }
}
