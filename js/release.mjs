// `npm run release`: what a shop downloads or installs, in build/packages/. It needs no Emscripten there.
//
//   kago-<version>.zip            for a script tag: the files that it loads, in a folder of that name, to be put on a server;
//                                 manifest.json has the hash of each
//   kago-<version>.tgz            for npm: npm install ./kago-<version>.tgz
//   kago-collector-<version>.tgz  the collector, for npm
//   SHA256SUMS                    of these, and of each file in the zip: sha256sum -c SHA256SUMS

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { zipSync } from 'fflate';

import { MAPPED, TAG_FILES } from './modules.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
/** The same files make the same zip, whenever it is made; zip knows no earlier time. */
const MTIME = new Date(1980, 0, 1);

/** What of the README is for who has the sources, and what stands there for who has the package. */
const OF_REPOSITORY = /<!-- repository -->[^]*?<!-- \/repository -->\n/;
const OF_PACKAGE = `**What is in this package**: \`import { createKago } from 'kago'\` for theme code, \`kago/pixel\` for Shopify's Web Pixel, \`kago/core\` for a server, \`kago/testing\` for Playwright, the types, the JSON Schemas, and in \`dist/\` the files for a script tag: copy that folder to your server as it is, or let your bundler find them. The sources are in \`js/src\`, the guides in \`docs\`. Nothing has to be built.

`;

/** Packs the package with a README of its own: npm takes the one beside package.json. */
function packKago(folder) {
  const stage = mkdtempSync(join(tmpdir(), 'kago-release-'));
  try {
    for (const { path } of JSON.parse(npm(root, 'pack', '--json', '--dry-run', '--ignore-scripts'))[0].files) cpSync(join(root, path), join(stage, path));
    const { devDependencies, scripts, workspaces, ...description } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    writeFileSync(join(stage, 'package.json'), `${JSON.stringify(description, null, 2)}\n`);
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    writeFileSync(join(stage, 'README.md'), readme.replace(OF_REPOSITORY, OF_PACKAGE).replace(OF_REPOSITORY, ''));
    return packIn(stage, folder);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

const npm = (cwd, ...words) => execFileSync('npm', words, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const packIn = (cwd, folder) => JSON.parse(npm(cwd, 'pack', '--json', '--ignore-scripts', '--pack-destination', folder))[0].filename;

export function release(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = Object.fromEntries([...TAG_FILES, ...MAPPED.map((name) => `${name}.map`), 'manifest.json'].sort().map((name) => [name, readFileSync(join(root, 'dist', name))]));
  const zipped = Object.fromEntries(Object.entries({ ...files, LICENSE: readFileSync(join(root, 'LICENSE')) }).map(([name, bytes]) => [`kago-${version}/${name}`, bytes]));
  const zip = `kago-${version}.zip`;
  writeFileSync(join(folder, zip), zipSync(zipped, { level: 9, mtime: MTIME }));
  const packages = [packKago(folder), packIn(join(root, 'demo-store/collector'), folder)];
  const sums = [
    ...[zip, ...packages].map((name) => [name, readFileSync(join(folder, name))]), ...Object.entries(zipped),
  ].map(([name, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`);
  writeFileSync(join(folder, 'SHA256SUMS'), sums.join(''));
  return { names: [zip, ...packages, 'SHA256SUMS'], integrity: JSON.parse(files['manifest.json']).files['kago.js'].integrity };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { names, integrity } = release(join(root, 'build/packages'));
  console.log(`build/packages/\n${names.map((name) => `  ${name}\n`).join('')}\nThe tag of this release, with the hash of its script:\n
  <script async src="/kago-${version}/kago.js" integrity="${integrity}" data-collector="https://collect.example/v1/events" data-write-key="pk_shop" data-platform="auto"></script>`);
}
