// SPDX-License-Identifier: MIT
//
// Brings a machine to the point where everything here builds and runs: system packages by name, then the npm packages
// of the lock file. Every npm command calls it first, so it must be quick when nothing is missing (it asks dpkg once
// and compares the lock with what is installed) and say what it does when something is. Plain Node, no dependencies: it
// runs before there are any. On a system without apt it checks for the programs instead and names what to install.
//
//   node web/tools/build/setup.mjs [group …]        groups: core browsers database lint npm; none named means all
//   import { setup } from './setup.mjs'; await setup(['core', 'npm'])

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { progress, root, run, runSteps } from './steps.mjs';

/** Debian packages by group, each with a program or file that shows it is there on a system without dpkg. */
const packages = {
  core: {
    'g++': 'g++',
    cmake: 'cmake',
    'ninja-build': 'ninja',
    pkgconf: 'pkg-config',
    emscripten: 'em++',
    clang: 'clang++',
    lld: 'ld.lld',
    'nlohmann-json3-dev': '/usr/include/nlohmann/json.hpp',
    catch2: '/usr/include/catch2/catch.hpp',
    'libclang-rt-14-dev': '/usr/lib/llvm-14/lib/clang/14.0.6/lib/linux/libclang_rt.fuzzer-x86_64.a',
  },
  browsers: {
    chromium: 'chromium',
    'firefox-esr': 'firefox-esr',
    'webkit2gtk-driver': 'WebKitWebDriver',
    xvfb: 'Xvfb',
    'matchbox-window-manager': 'matchbox-window-manager',
    'fonts-dejavu-core': '/usr/share/fonts/truetype/dejavu',
  },
  database: { postgresql: '/usr/lib/postgresql' },
  platforms: {
    'php-cli': 'php',
    'php-sqlite3': '/usr/share/php8.2-sqlite3',
    python3: 'python3',
    ruby: 'ruby',
    'ruby-sqlite3': '/usr/share/doc/ruby-sqlite3',
    'ruby-webrick': '/usr/share/doc/ruby-webrick',
  },
  lint: { 'clang-format': 'clang-format', 'clang-tidy': 'clang-tidy' },
};
const signs = Object.assign({}, ...Object.values(packages));

/**
 * Where an older version does not do: Playwright's commands for Firefox came with this one (Debian's security updates
 * have it).
 */
const oldest = { 'firefox-esr': 153 };
export const groups = [...Object.keys(packages), 'npm'];

const onPath = program => process.env.PATH.split(delimiter).some(folder => existsSync(join(folder, program)));
const installedHere = sign => (sign.startsWith('/') ? existsSync(sign) : onPath(sign));
const hasApt = () => onPath('apt-get') && onPath('dpkg-query');

/** The names among `names` that are not installed. */
function missingPackages(names) {
  if (!hasApt()) return names.filter(name => !installedHere(signs[name]));
  const query = spawnSync('dpkg-query', ['-W', '-f=${Package} ${db:Status-Status} ${Version}\n', ...names], {
    encoding: 'utf8',
  });
  const present = new Set(
    query.stdout
      .split('\n')
      .map(line => line.split(' '))
      .filter(([name, status, version]) => status === 'installed' && !(Number.parseInt(version, 10) < oldest[name]))
      .map(([name]) => name),
  );
  return names.filter(name => !present.has(name));
}

/** True where what stands in node_modules is, version by version, what the lock file asks for. */
function packagesMatchLock() {
  const installedPath = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installedPath)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedPath, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}

async function installPackages(names, print) {
  if (!hasApt()) {
    throw new Error(
      `This system has no apt-get. Install what these Debian packages hold, then try again: ${names.join(' ')}`,
    );
  }
  const asRoot = process.getuid() === 0 ? [] : ['sudo', '-n'];
  if (asRoot.length > 0 && !onPath('sudo')) {
    throw new Error(
      `Missing packages, and no right to install them. As root: apt-get install -y --no-install-recommends ${names.join(' ')}`,
    );
  }
  const apt = (args, onLine) => {
    const [command, ...rest] = [
      ...asRoot,
      'env',
      'DEBIAN_FRONTEND=noninteractive',
      'LC_ALL=C',
      'apt-get',
      '-o',
      'DPkg::Lock::Timeout=300',
      ...args,
    ];
    return run(command, rest, { onLine });
  };
  const install = () => {
    let steps = Infinity;
    let done = 0;
    const tell = progress(print);
    return apt(['install', '-y', '--no-install-recommends', ...names], line => {
      const count = / (\d+) newly installed/.exec(line);
      if (count) steps = 2 * Number(count[1]);
      if (/^(Unpacking|Setting up) /.test(line)) tell(++done, steps, line.replace(/ \.\.\.$/, ''));
    });
  };
  try {
    await install();
  } catch {
    // a fresh machine has no package lists yet, or old ones; the second try tells what is really wrong
  }
  if (missingPackages(names).length === 0) return;
  print('      reading the package lists');
  await apt(['update']);
  await install();
  const still = missingPackages(names);
  if (still.length > 0)
    throw new Error(
      `apt installed no recent enough version of ${still.join(' ')}; are Debian's security updates among its sources?`,
    );
}

/**
 * Installs what is missing of the named groups and prints one numbered line for each step.
 * Errors: rejects with a sentence that says what to install, or with the installer's own last lines.
 */
export async function setup(wanted = groups, print = line => console.log(line)) {
  const unknown = wanted.filter(name => !groups.includes(name));
  if (unknown.length > 0) throw new Error(`unknown group ${unknown.join(', ')}; known: ${groups.join(' ')}`);
  if (Number(process.versions.node.split('.')[0]) < 20)
    throw new Error(`Node 20 or newer is needed; this is ${process.version}.`);

  const system = wanted.filter(name => name !== 'npm');
  const steps = [];
  if (system.length > 0) {
    const names = system.flatMap(name => Object.keys(packages[name]));
    steps.push([
      `system packages (${system.join(', ')})`,
      async () => {
        const missing = missingPackages(names);
        if (missing.length === 0) return `all ${names.length} there`;
        print(`      installing ${missing.join(' ')}`);
        await installPackages(missing, print);
        return `${missing.length} installed`;
      },
    ]);
  }
  if (wanted.includes('npm')) {
    steps.push([
      'npm packages',
      async () => {
        if (packagesMatchLock()) return 'as the lock file says';
        print('      npm ci');
        await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
        return 'installed';
      },
    ]);
  }
  await runSteps('setup', steps, print);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const named = process.argv.slice(2);
  setup(named.length > 0 ? named : groups).catch(error => {
    console.error(error.message);
    process.exit(1);
  });
}
