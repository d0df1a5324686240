// SPDX-License-Identifier: MIT
//
// The files that learning reads, through DuckDB, which only reads and counts: NDJSON, CSV and Parquet, larger than
// memory. Whatever the format, a record arrives as its line number and its members; what is wrong with a line is kept
// with the file's name, the line and what to do, and the line is left out.
import type { DuckDBConnection } from '@duckdb/node-api';
import { rmSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';

/** A file that cannot be used at all. */
export class InputError extends Error {}

/** What is wrong with one line. */
export interface Fault {
  file: string;
  line: number;
  what: string;
}

export const faultText = ({ file, line, what }: Fault): string => `${file}:${line}: ${what}`;

/** A connection to a database in memory that spills to the disk. Errors: InputError where DuckDB is not installed. */
export const openDuck = async (): Promise<DuckDBConnection> => {
  const duck = await import('@duckdb/node-api').catch(() => {
    throw new InputError(
      'this command reads files with DuckDB, which is not installed; add it with: npm install @duckdb/node-api@1.5.6-r.1',
    );
  });
  const spill = join(tmpdir(), `encore-${process.pid}`); // else it lies wherever the shell stands
  process.once('exit', () => {
    rmSync(spill, { recursive: true, force: true });
  });
  const instance = await duck.DuckDBInstance.create(':memory:', {
    memory_limit: '640MB', // a million shows do not fit into half of it
    threads: '2',
    temp_directory: spill,
  });
  return instance.connect();
};

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Where a record's members are found: JSON paths in NDJSON, columns elsewhere. */
export interface Source {
  file: string;
  /** A SELECT's FROM clause that has `line` and what `member` reads. */
  from: string;
  /** An SQL expression of a scalar member as VARCHAR, such as member('order', 'id'). */
  member: (...path: string[]) => string;
  /** An SQL expression of a list of objects as JSON text; `members`: what is read of each object. */
  objects: (path: string[], members: string[]) => string;
  /** A query of `line`, `readable`, scalar members and lists of objects as columns: each line is taken apart once. */
  columns: (members: Record<string, string[]>, lists?: Record<string, { path: string[]; members: string[] }>) => string;
  /** An SQL expression that is true where the line can be read at all. */
  readable: string;
  has: (...path: string[]) => boolean;
}

const ndjson = (file: string): Source => {
  const path = (parts: string[]): string => quoted(`$.${parts.join('.')}`);
  const readable = `coalesce(json_type(j) = 'OBJECT', false)`;
  const texts = `(SELECT row_number() OVER () AS line, content
      FROM read_csv(${quoted(file)}, columns = {'content': 'VARCHAR'}, delim = chr(1), quote = '', escape = '',
        header = false, auto_detect = false, max_line_size = 33554432, buffer_size = 33554432))`;
  return {
    file,
    from: `(SELECT line, TRY_CAST(content AS JSON) AS j FROM ${texts} WHERE trim(content) <> '')`,
    member: (...parts) => `json_extract_string(j, ${path(parts)})`,
    objects: parts => `CAST(json_extract(j, ${path(parts)}) AS VARCHAR)`,
    columns: (members, lists = {}) => {
      const all = { ...members, ...Object.fromEntries(Object.entries(lists).map(([name, one]) => [name, one.path])) };
      const named = Object.keys(all).map((name, i) => `m[${i + 1}] AS ${name}`);
      return `SELECT line, m IS NOT NULL AS readable, ${named.join(', ')} FROM (SELECT line, content,
        TRY(json_extract_string(content, [${Object.values(all).map(path).join(', ')}])) AS m FROM ${texts})
        WHERE m IS NOT NULL OR trim(content) <> ''`;
    },
    readable,
    has: () => true,
  };
};

const table = (file: string, reader: string, columns: ReadonlySet<string>, firstLine: number): Source => {
  const name = (parts: string[]): string => parts.join('_');
  const has = (...parts: string[]): boolean => columns.has(name(parts));
  const list = (column: string): string => `string_split(CAST("${column}" AS VARCHAR), '|')`;
  const from = `(SELECT row_number() OVER () + ${firstLine - 1} AS line, * FROM ${reader})`;
  const member = (...parts: string[]): string => (has(...parts) ? `CAST("${name(parts)}" AS VARCHAR)` : 'NULL');
  const objects: Source['objects'] = (parts, members) => {
    const present = members.filter(member => has(...parts, member));
    const [first] = present;
    if (!first) return 'NULL';
    const entries = present.map(member => `'${member}': ${list(name([...parts, member]))}[i]`).join(', ');
    return `CAST(to_json(list_transform(range(1, len(${list(name([...parts, first]))}) + 1), i -> {${entries}})) AS VARCHAR)`;
  };
  return {
    file,
    from,
    member,
    columns: (members, lists = {}) => {
      const named = Object.entries(members).map(([as, parts]) => `CAST(${member(...parts)} AS VARCHAR) AS ${as}`);
      const listed = Object.entries(lists).map(([as, one]) => `${objects(one.path, one.members)} AS ${as}`);
      return `SELECT line, true AS readable, ${[...named, ...listed].join(', ')} FROM ${from}`;
    },
    objects,
    readable: 'true',
    has,
  };
};

/**
 * Opens a file by its ending. Errors: InputError naming the file, for one that is not there, another ending, or a
 * column that is missing.
 */
export const openSource = async (db: DuckDBConnection, file: string, required: string[][]): Promise<Source> => {
  await access(file).catch(() => {
    throw new InputError(`cannot read ${file}: no such file`);
  });
  const ending = extname(file).toLowerCase();
  if (['.ndjson', '.jsonl', '.json'].includes(ending)) return ndjson(file);
  const readers: Record<string, string> = {
    '.csv': `read_csv(${quoted(file)}, header = true, all_varchar = true)`,
    '.parquet': `read_parquet(${quoted(file)})`,
  };
  const reader = readers[ending];
  if (!reader) throw new InputError(`${file}: the ending must be .ndjson, .csv or .parquet, not "${ending}"`);
  const described = await db.runAndReadAll(`DESCRIBE SELECT * FROM ${reader}`);
  const columns = new Set(described.getRows().map(row => String(row[0])));
  const source = table(file, reader, columns, ending === '.csv' ? 2 : 1);
  for (const path of required) {
    if (!source.has(...path))
      throw new InputError(
        `${file}: the column "${path.join('_')}" is missing; columns are named as in web/reference/formats.md`,
      );
  }
  return source;
};

/** The lines of `source` for which `checks` find something wrong: [SQL condition, what to say]. */
export const faultsOf = async (
  db: DuckDBConnection,
  source: Pick<Source, 'file' | 'from' | 'readable'>,
  checks: readonly (readonly [string, string])[],
): Promise<Fault[]> => {
  const cases = checks.map(([condition, what]) => `WHEN ${condition} THEN ${quoted(what)}`).join(' ');
  const found = await db.runAndReadAll(
    `SELECT line, what FROM (SELECT line, CASE WHEN NOT ${source.readable} THEN 'this is not a JSON object' ${cases} END AS what
     FROM ${source.from}) WHERE what IS NOT NULL ORDER BY line LIMIT 1000`,
  );
  return found.getRows().map(([line, what]) => ({ file: source.file, line: Number(line), what: String(what) }));
};
