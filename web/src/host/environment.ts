// SPDX-License-Identifier: MIT
//
// The world around a session, as one small interface: clocks, one timer, fetch, storage,
// other tabs, navigation. The browser's is made here; Node, tests and the simulation hand
// in their own, so that nothing in the host touches a global or real time. Every part may
// be missing or fail: storage may be forbidden, BroadcastChannel absent, fetch blocked.

import { jsonText } from '../engine/json-text.js';

/** What the host reads of Web Storage. */
export interface Store {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** A line to the other tabs; `close` ends it. */
export interface Channel {
  post(message: unknown): void;
  close(): void;
}

export interface Environment {
  /** The wall clock, in milliseconds since the epoch. May be wrong by days, and may step. */
  now(): number;
  /** A clock that never steps; its zero does not matter. It may stand still while the machine sleeps. */
  monotonic(): number;
  /** Calls back once after about `ms`; the function it returns cancels. */
  timer(ms: number, ring: () => void): () => void;
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** Shared by all tabs and visits; null where the browser forbids it. */
  local: Store | null;
  /** This tab's own; survives a reload. */
  tab: Store | null;
  /** Opens the line named `name`; null where there is none. */
  channel(name: string, receive: (message: unknown) => void): Channel | null;
  /** The address of the page: what relative URLs are resolved against, and whose origin is allowed. */
  pageUrl: string;
  navigate(url: string): void;
}

/** Reading `localStorage` itself throws where cookies are blocked. */
function tolerate<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

export function browserEnvironment(): Environment {
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    timer(ms, ring) {
      const id = setTimeout(ring, ms);
      return () => clearTimeout(id);
    },
    fetch: (url, init) => fetch(url, init),
    local: tolerate(() => localStorage),
    tab: tolerate(() => sessionStorage),
    channel: (name, receive) => tolerate(() => openChannel(name, receive)),
    pageUrl: location.href,
    navigate: url => location.assign(url),
  };
}

/** BroadcastChannel, or the `storage` event of a key that is written and removed at once. */
function openChannel(name: string, receive: (message: unknown) => void): Channel {
  if (typeof BroadcastChannel === 'function') {
    const line = new BroadcastChannel(name);
    line.onmessage = event => receive(event.data);
    return { post: message => line.postMessage(message), close: () => line.close() };
  }
  const hear = (event: StorageEvent): void => {
    if (event.key === name && event.newValue) receive(tolerate(() => JSON.parse(event.newValue as string) as unknown));
  };
  addEventListener('storage', hear);
  return {
    post(message) {
      localStorage.setItem(name, jsonText(message));
      localStorage.removeItem(name);
    },
    close: () => removeEventListener('storage', hear),
  };
}
