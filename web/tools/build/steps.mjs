// SPDX-License-Identifier: MIT
//
// How every command here shows its work: numbered steps with the time each took, and programs started with their
// output kept back unless they fail. Plain Node, no dependencies.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const root = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * Runs a program without input, hands each line of its output to `onLine`, and resolves to all of its output.
 * Errors: rejects with the last 40 lines when the program fails or cannot be started.
 */
export function run(command, args, { env = {}, cwd = root, onLine = () => {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const lines = [];
    const take = line => {
      lines.push(line);
      onLine(line);
    };
    for (const stream of [child.stdout, child.stderr]) {
      let rest = '';
      stream
        .setEncoding('utf8')
        .on('data', chunk => {
          const parts = (rest + chunk).split(/\r?\n|\r/);
          rest = parts.pop();
          parts.forEach(take);
        })
        .on('end', () => rest && take(rest));
    }
    child.on('error', reject);
    child.on('close', (code, signal) =>
      code === 0
        ? resolve(lines.join('\n'))
        : reject(
            new Error(`${command} ${args.join(' ')} ended with ${code ?? signal}:\n${lines.slice(-40).join('\n')}`),
          ),
    );
  });
}

/** Calls `print` once for every tenth of the way, so that the log of a slow step stays short. */
export function progress(print) {
  let tenths = 0;
  return (done, total, what) => {
    const now = Math.min(10, Math.floor((10 * done) / total));
    if (now > tenths) print(`      ${String(now * 10).padStart(3)} %  ${what}`);
    tenths = Math.max(tenths, now);
  };
}

/** Seconds since `start` (a performance.now()), as people read them. */
export const seconds = start => `${((performance.now() - start) / 1000).toFixed(1)} s`;

/**
 * Runs `[title, work]` pairs in order and prints a line before and after each; what `work` returns closes the line.
 * Errors: the first that a step throws, after which no further step runs.
 */
export async function runSteps(name, steps, print = line => console.log(line)) {
  for (const [index, [title, work]] of steps.entries()) {
    const start = performance.now();
    print(`${name} ${index + 1}/${steps.length}  ${title}`);
    const result = await work(print);
    print(`      ${result}, ${seconds(start)}`);
  }
}
