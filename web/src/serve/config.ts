// SPDX-License-Identifier: MIT
//
// What `encore serve` needs to know, read once at the start: command line, configuration file and environment, in this
// order of precedence for what stands in several. Every fault is found and said at once, each with its place, the value
// met, what is wanted and an example; nothing starts half configured. Secrets may stay out of the file: the environment
// has ENCORE_SECRET, ENCORE_WEBHOOK_SECRET and DATABASE_URL.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyEntry } from '../server/ports.js';
import { webhookKey } from './webhooks.js';

/** A checked configuration. */
export interface ServeConfig {
  host: string;
  port: number;
  /** Folder of the SQLite file and, with --dev, of the keys made. */
  data: string;
  /** PostgreSQL where given, else SQLite in `data`. */
  databaseUrl: string | null;
  /** What the shop's backend sends as `Authorization: Bearer …`. */
  secret: string;
  keys: { issuer: string; current: string; keys: KeyEntry[] };
  webhook: { url: string; secret: string; timeoutMs: number };
  /** Origins whose pages may call the shopper's routes. */
  origins: string[];
  /** Path under which the shop's own origin passes the shopper's routes on. */
  base: string;
  /** Where a bank sends the shopper back to; `{order_id}` is filled in. */
  returnUrl: string;
  /** How often unfinished purchases are taken up. */
  reconcileSeconds: number;
  /** How long one process may work on a purchase before another takes it over. */
  leaseSeconds: number;
  /** Files for /suggest; null where the shop makes its sheets itself. */
  suggest: { catalogue: string; model: string; rules: string | null; policy: object } | null;
  dev: boolean;
}

/** One fault: where, what was met, what is wanted. */
export interface ConfigFault {
  where: string;
  message: string;
}

/** All faults of a configuration at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly faults: readonly ConfigFault[]) {
    super(
      `the configuration has ${faults.length} fault${faults.length === 1 ? '' : 's'}:\n${faults
        .map(({ where, message }) => `  ${where}: ${message}`)
        .join('\n')}`,
    );
  }
}

/** What the command line gives; absent members take the file's, then the default. */
export interface ServeArguments {
  port?: string;
  host?: string;
  data?: string;
  config?: string;
  dev?: boolean;
}

const leastSecret = 32;
const quoted = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

/** Collects faults while members are read, so that one run names them all. */
class Reader {
  readonly faults: ConfigFault[] = [];

  constructor(private readonly file: string) {}

  fault(where: string, message: string): void {
    this.faults.push({ where, message });
  }

  /** The place of a member of the file. */
  at(pointer: string): string {
    return `${this.file}${pointer}`;
  }

  text(value: unknown, where: string, wanted: string, fits: (text: string) => boolean): string {
    if (value === undefined || value === null) this.fault(where, `is missing; ${wanted}`);
    else if (typeof value !== 'string' || !fits(value)) this.fault(where, `${quoted(value)} is not usable; ${wanted}`);
    else return value;
    return '';
  }

  integer(value: unknown, where: string, [least, most, fallback]: readonly [number, number, number]): number {
    if (value === undefined || value === null) return fallback;
    const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
    if (typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most) return number;
    this.fault(where, `${quoted(value)} is not usable; an integer from ${least} to ${most}, such as ${fallback}`);
    return fallback;
  }
}

const isHttpUrl = (text: string): boolean => {
  try {
    return /^https?:$/.test(new URL(text).protocol);
  } catch {
    return false;
  }
};
const isOrigin = (text: string): boolean => isHttpUrl(text) && new URL(text).origin === text;
const isWebhookSecret = (text: string): boolean => {
  try {
    webhookKey(text);
    return true;
  } catch {
    return false;
  }
};

type Members = Record<string, unknown>;
const known = [
  'issuer',
  'keys',
  'secret',
  'webhook',
  'origins',
  'base',
  'return_url',
  'reconcile_seconds',
  'lease_seconds',
  'suggest',
  'port',
  'host',
  'data',
  'database_url',
];

function readFile(path: string | undefined, reader: Reader): Members {
  if (path === undefined) return {};
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    reader.fault(path, `cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
    return {};
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Members;
    reader.fault(path, `holds ${quoted(value).slice(0, 40)}; one JSON object is wanted`);
  } catch (error) {
    reader.fault(path, `is not JSON: ${(error as Error).message}`);
  }
  return {};
}

/**
 * What --dev makes once and keeps in the data folder: keys and secrets of this machine, readable by its owner alone.
 */
function devMembers(data: string): Members {
  const path = join(data, 'dev.json');
  if (!existsSync(path)) {
    mkdirSync(data, { recursive: true });
    const made = {
      secret: randomBytes(32).toString('base64url'),
      webhook_secret: `whsec_${randomBytes(32).toString('base64')}`,
      signing_secret: randomBytes(32).toString('base64url'),
    };
    writeFileSync(path, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  }
  return JSON.parse(readFileSync(path, 'utf8')) as Members;
}

function readKeys(file: Members, dev: Members | null, issuer: string, reader: Reader): ServeConfig['keys'] {
  const given = file['keys'];
  if (given === undefined && typeof dev?.['signing_secret'] === 'string') {
    return { issuer, current: 'dev', keys: [{ kid: 'dev', alg: 'HS256', secret: dev['signing_secret'] }] };
  }
  const wanted = '{"current": "2026-11", "keys": [{"kid": "2026-11", "alg": "HS256", "secret": "…"}]}';
  const { current, keys } = (typeof given === 'object' && given !== null ? given : {}) as Members;
  if (typeof current === 'string' && Array.isArray(keys) && keys.length > 0) {
    return { issuer, current, keys: keys as KeyEntry[] };
  }
  reader.fault(
    reader.at('/keys'),
    `${given === undefined ? 'is missing' : `${quoted(given)} is not usable`}; ${wanted}`,
  );
  return { issuer, current: '', keys: [] };
}

function readOrigins(file: Members, reader: Reader): string[] {
  const origins = file['origins'];
  const where = reader.at('/origins');
  if (!Array.isArray(origins) || origins.length === 0) {
    reader.fault(
      where,
      `${origins === undefined ? 'is missing' : quoted(origins)}; ["https://shop.example"] is wanted`,
    );
    return [];
  }
  return origins.map((origin, i) =>
    reader.text(origin, `${where}/${i}`, 'an origin without a path, such as "https://shop.example"', isOrigin),
  );
}

function readSuggest(file: Members, reader: Reader): ServeConfig['suggest'] {
  const given = file['suggest'];
  if (given === undefined) return null;
  const members = (typeof given === 'object' && given !== null ? given : {}) as Members;
  const path = (name: string, wanted: string): string =>
    reader.text(members[name], reader.at(`/suggest/${name}`), wanted, existsSync);
  const policy = members['policy'] ?? { id: 'default' };
  if (typeof policy !== 'object' || !('id' in policy))
    reader.fault(reader.at('/suggest/policy'), `${quoted(policy)} is not usable; a policy such as {"id": "default"}`);
  return {
    catalogue: path('catalogue', 'a file that is there, such as "catalogue.ndjson"'),
    model: path('model', 'a file that encore learn wrote and that is there, such as "model.json"'),
    rules: members['rules'] === undefined ? null : path('rules', 'a file that is there, such as "rules.json"'),
    policy,
  };
}

/**
 * The configuration from arguments, file and environment.
 * Errors: ConfigError with every fault found.
 */
export function readServeConfig(args: ServeArguments, environment: NodeJS.ProcessEnv): ServeConfig {
  const reader = new Reader(args.config ?? '(configuration)');
  const file = readFile(args.config, reader);
  for (const name of Object.keys(file)) {
    if (!known.includes(name)) reader.fault(reader.at(`/${name}`), `is not known; known are ${known.join(', ')}`);
  }
  const dev = args.dev === true;
  const data = args.data ?? (typeof file['data'] === 'string' ? file['data'] : '');
  if (data === '') reader.fault('--data', 'is missing; a folder for the database, such as ./encore-data');
  const made = dev && data !== '' ? devMembers(data) : null;
  const port = reader.integer(args.port ?? file['port'], args.port ? '--port' : reader.at('/port'), [0, 65_535, 8899]);
  const host = args.host ?? (typeof file['host'] === 'string' ? file['host'] : '127.0.0.1');
  const webhook = (typeof file['webhook'] === 'object' && file['webhook'] !== null ? file['webhook'] : {}) as Members;

  const issuer = reader.text(
    file['issuer'] ?? (dev ? `http://${host}:${port}` : undefined),
    reader.at('/issuer'),
    'a name for this shop that never changes, such as "https://shop.example"',
    text => text !== '',
  );
  const config: ServeConfig = {
    host,
    port,
    data,
    databaseUrl:
      environment['DATABASE_URL'] ?? (typeof file['database_url'] === 'string' ? file['database_url'] : null),
    secret: reader.text(
      environment['ENCORE_SECRET'] ?? file['secret'] ?? made?.['secret'],
      environment['ENCORE_SECRET'] === undefined ? reader.at('/secret') : 'ENCORE_SECRET',
      `at least ${leastSecret} random characters, which the shop's backend sends as "Authorization: Bearer …"`,
      text => text.length >= leastSecret && new Set(text).size >= 10,
    ),
    keys: readKeys(file, made, issuer, reader),
    webhook: {
      url: reader.text(
        webhook['url'] ?? (dev ? 'http://127.0.0.1:8900/encore-webhook' : undefined),
        reader.at('/webhook/url'),
        'the http or https address where the shop listens, such as "https://shop.example/encore-webhook"',
        isHttpUrl,
      ),
      secret: reader.text(
        environment['ENCORE_WEBHOOK_SECRET'] ?? webhook['secret'] ?? made?.['webhook_secret'],
        environment['ENCORE_WEBHOOK_SECRET'] === undefined ? reader.at('/webhook/secret') : 'ENCORE_WEBHOOK_SECRET',
        '"whsec_" and the base64 of 24 to 64 random bytes, known to the shop as well',
        isWebhookSecret,
      ),
      timeoutMs: reader.integer(webhook['timeout_ms'], reader.at('/webhook/timeout_ms'), [100, 60_000, 10_000]),
    },
    origins: dev && file['origins'] === undefined ? [`http://${host}:${port}`] : readOrigins(file, reader),
    base: reader.text(
      file['base'] ?? '/encore',
      reader.at('/base'),
      'a path without a slash at its end, such as "/encore"',
      text => /^(?:\/[\w.~-]+)+$/.test(text),
    ),
    returnUrl: reader.text(
      file['return_url'] ?? (dev ? '/orders/{order_id}' : undefined),
      reader.at('/return_url'),
      'where a bank sends the shopper back to, with {order_id}, such as "https://shop.example/orders/{order_id}"',
      text => text.includes('{order_id}'),
    ),
    reconcileSeconds: reader.integer(file['reconcile_seconds'], reader.at('/reconcile_seconds'), [1, 3600, 5]),
    leaseSeconds: reader.integer(file['lease_seconds'], reader.at('/lease_seconds'), [1, 600, 30]),
    suggest: readSuggest(file, reader),
    dev,
  };
  if (reader.faults.length > 0) throw new ConfigError(reader.faults);
  return config;
}
