// `npm run release`: what a shop downloads or installs, in build/packages/. It needs no Emscripten there.
//
//   kago-<version>.zip            for a script tag: the files that it loads, to be put side by side on a server
//   kago-<version>.tgz            for npm: npm install ./kago-<version>.tgz
//   kago-collector-<version>.tgz  the collector, for npm
//   SHA256SUMS                    of these, and of each file in the zip: sha256sum -c SHA256SUMS

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { zipSync } from 'fflate';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
/** Of dist/: kago-server.wasm is the collector's, index.js and what it takes are npm's. */
const OF_TAG = /^(kago(?!-server)[\w-]*\.(js|wasm)|stub\.js|pixel\.js|observe\/\w+\.js)$/;
/** The same files make the same zip, whenever it is made; zip knows no earlier time. */
const MTIME = new Date(1980, 0, 1);

export function release(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const names = readdirSync(join(root, 'dist'), { recursive: true }).map((name) => name.replaceAll('\\', '/')).filter((name) => OF_TAG.test(name)).sort();
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(root, 'dist', name))]));
  const zipped = Object.fromEntries(Object.entries({ ...files, LICENSE: readFileSync(join(root, 'LICENSE')) }).map(([name, bytes]) => [`kago/${name}`, bytes]));
  const zip = `kago-${version}.zip`;
  writeFileSync(join(folder, zip), zipSync(zipped, { level: 9, mtime: MTIME }));
  const pack = (...which) => JSON.parse(execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder, ...which], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }))[0].filename;
  const packages = [pack(), pack('-w', 'kago-collector')];
  const sums = [
    ...[zip, ...packages].map((name) => [name, readFileSync(join(folder, name))]), ...Object.entries(zipped),
  ].map(([name, bytes]) => `${hashOf('sha256', bytes, 'hex')}  ${name}\n`);
  writeFileSync(join(folder, 'SHA256SUMS'), sums.join(''));
  return { names: [zip, ...packages, 'SHA256SUMS'], integrity: `sha384-${hashOf('sha384', files['kago.js'], 'base64')}` };
}

const hashOf = (algorithm, bytes, encoding) => createHash(algorithm).update(bytes).digest(encoding);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { names, integrity } = release(join(root, 'build/packages'));
  console.log(`build/packages/\n${names.map((name) => `  ${name}\n`).join('')}\nThe tag of this release, with the hash of its script:\n
  <script async src="/kago/kago.js" integrity="${integrity}" data-collector="https://collect.example/v1/events" data-write-key="pk_shop" data-platform="auto"></script>`);
}
