// SPDX-License-Identifier: MIT
//
// A reader's clean folder, in which the blocks of a guide are carried out one after the other. `npm` and `npx` are what
// the reader has; only where the package comes from differs: `checkout` takes `npm install NAME` as a link to what this
// repository has installed (no network, for `npm test`), `packed` gives npm a registry that serves the packed tarball
// and passes all other names on.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync, appendFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { transform } from 'esbuild';
import { parse as parseVue } from 'vue/compiler-sfc';
import { root } from '../../web/tools/build/steps.mjs';
import { missingLine } from './blocks.mjs';

const waitMs = 30_000;

/** As much of an output as a person reads. */
const short = output => (output.length > 2000 ? `${output.slice(0, 2000)} …\n` : output);

/** The stand-in for npm: links what is asked for, and refuses what the repository has not installed. */
const linkingNpm = `#!/usr/bin/env node
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
const [command, ...names] = process.argv.slice(2).filter(word => !word.startsWith('-'));
if (command !== 'install' || names.length === 0) throw new Error('only "npm install NAME" stands in a guide');
const root = process.env.ENCORE_CHECKOUT;
for (const name of names) {
  const source = name === 'encore-offers' ? root : join(root, 'node_modules', name);
  if (!existsSync(source)) throw new Error(name + ' is not installed in the checkout');
  const target = join('node_modules', name);
  mkdirSync(dirname(target), { recursive: true });
  if (!existsSync(target)) symlinkSync(source, target);
  const { bin = {} } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  mkdirSync('node_modules/.bin', { recursive: true });
  for (const [program, file] of Object.entries(bin)) {
    const link = join('node_modules/.bin', program);
    if (!existsSync(link)) symlinkSync(join(source, file), link);
  }
}
if (!existsSync('package.json')) writeFileSync('package.json', '{}');
`;

/** Opens a folder. `registry`: address of one that serves the packed package; without it npm links the checkout. */
export function openFolder({ registry, env = {} } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'encore-guide-'));
  const tools = mkdtempSync(join(tmpdir(), 'encore-tools-'));
  const running = [];
  const path = [join(folder, 'node_modules/.bin'), ...(registry ? [] : [tools]), process.env.PATH].join(':');
  if (!registry) {
    writeFileSync(join(tools, 'package.json'), '{"type":"module"}');
    writeFileSync(join(tools, 'npm'), linkingNpm);
    chmodSync(join(tools, 'npm'), 0o755);
    // npx runs what is installed, and never asks anybody for more.
    writeFileSync(join(tools, 'npx'), '#!/bin/sh\nname=$1; shift; exec "$PWD/node_modules/.bin/$name" "$@"\n');
    chmodSync(join(tools, 'npx'), 0o755);
  }
  const environment = {
    ...process.env,
    PATH: path,
    ENCORE_CHECKOUT: root,
    ...(registry && { npm_config_registry: registry, npm_config_audit: 'false', npm_config_fund: 'false' }),
    ...env,
  };
  const shell = code => {
    const child = spawn('bash', ['-euo', 'pipefail', '-c', code], { cwd: folder, env: environment, detached: true });
    running.push(child);
    return child;
  };

  let printed = '';
  const perform = {
    async file({ file, code, add }) {
      await checkSyntax(file, code);
      const target = join(folder, file);
      mkdirSync(dirname(target), { recursive: true });
      (add ? appendFileSync : writeFileSync)(target, code);
    },
    async run({ code, exit }) {
      const child = shell(code);
      const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
      printed = out;
      if (child.exitCode !== exit) {
        throw new Error(`ended with ${child.exitCode}, not ${exit}\n${short(out)}${short(err)}`);
      }
    },
    async module({ code }) {
      const file = `block-${running.length}.mjs`;
      writeFileSync(join(folder, file), code);
      await perform.run({ code: `node ${file}`, exit: 0 });
    },
    async background({ code, port }) {
      const child = shell(code);
      let said = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (said += chunk));
      const limit = Date.now() + waitMs;
      while (!(await answers(port))) {
        if (child.exitCode !== null)
          throw new Error(`ended with ${child.exitCode} before port ${port} answered\n${said}`);
        if (Date.now() > limit) throw new Error(`port ${port} does not answer\n${said}`);
        await pause(50);
      }
      printed = said;
    },
    output({ code }) {
      const missing = missingLine(code, printed);
      if (missing !== undefined) throw new Error(`"${missing}" was not printed; printed was\n${short(printed)}`);
    },
  };

  return {
    path: folder,
    /** Carries out one block. Errors: one that names the line of the guide. */
    async carryOut(block) {
      try {
        await perform[block.kind](block);
      } catch (error) {
        throw new Error(`line ${block.line}: ${error.message}`, { cause: error });
      }
    },
    close() {
      for (const { pid, exitCode } of running) {
        if (exitCode !== null) continue;
        try {
          process.kill(-pid, 'SIGKILL');
        } catch (error) {
          if (error.code !== 'ESRCH') throw error;
        }
      }
      for (const made of [folder, tools]) rmSync(made, { recursive: true, force: true });
    },
  };
}

/** What no command of a guide would read is at least valid. Errors: the compiler's own. */
async function checkSyntax(file, code) {
  if (file.endsWith('.json')) JSON.parse(code);
  if (/\.(?:jsx|mjs|js)$/.test(file)) await transform(code, { loader: 'jsx', logLevel: 'silent' });
  if (file.endsWith('.vue')) {
    const { errors, descriptor } = parseVue(code);
    if (errors.length > 0 || descriptor.template === null) throw errors[0] ?? new Error('no template');
  }
}

/** Whether something listens there. */
function answers(port) {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
