// SPDX-License-Identifier: MIT
//
// A PostgreSQL of one's own for a test: a fresh cluster in a temporary folder, on a Unix socket and a free local port,
// gone when the test ends. PostgreSQL refuses to run as root, so root hands it to the user `postgres`. A test that is
// killed takes it along: it stops (SIGINT: at once, with connections open) when the pipe from the test is closed.

import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../../free-port.mjs';

const kUntilThePipeCloses = 'exec 3<&0; "$@" 3<&- & server=$!; { read -r _ <&3; kill -INT $server; } & wait $server';

function binaries() {
  const root = '/usr/lib/postgresql';
  const [version] = fs.readdirSync(root).sort((a, b) => Number(b) - Number(a));
  return path.join(root, version, 'bin');
}

/**
 * With `fsync`, a commit waits for the disk.
 * @returns {Promise<{ url: string, pid: number, stop(): Promise<void> }>} `pid`: the parent of all its processes
 */
export async function startCluster({ fsync = false } = {}) {
  const bin = binaries();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cluster-'));
  const asRoot = process.getuid() === 0;
  const as = asRoot
    ? { uid: Number(execFileSync('id', ['-u', 'postgres'])), gid: Number(execFileSync('id', ['-g', 'postgres'])) }
    : {};
  if (asRoot) fs.chownSync(folder, as.uid, as.gid);
  const env = { ...process.env, LC_ALL: 'C', HOME: folder };
  const data = path.join(folder, 'data');
  execFileSync(path.join(bin, 'initdb'), ['-D', data, '-U', 'shop', '-A', 'trust', '-E', 'UTF8', '--no-sync'], {
    ...as,
    env,
    cwd: folder,
    stdio: 'pipe',
  });
  const port = await freePort();
  const command = [
    path.join(bin, 'postgres'),
    '-D',
    data,
    '-p',
    String(port),
    '-k',
    folder,
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    `fsync=${fsync ? 'on' : 'off'}`,
  ];
  const server = spawn('/bin/sh', ['-c', kUntilThePipeCloses, 'sh', ...command], {
    ...as,
    env,
    cwd: folder,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  // Remembered, so that no caller waits for an end that has been.
  const ended = new Promise(done => {
    server.once('exit', done);
  });
  let log = '';
  await new Promise((ready, failed) => {
    server.stderr.on('data', text => {
      log += text;
      if (log.includes('ready to accept connections')) ready();
    });
    ended.then(() => failed(new Error(`PostgreSQL did not start:\n${log}`)));
  });
  return {
    pid: server.pid,
    url: `postgres://shop@127.0.0.1:${port}/postgres`,
    async stop() {
      server.stdin.end();
      await ended;
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
