// What `npm run release` makes: all that a shop needs, and nothing that is changed on the way.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { unzipSync } from 'fflate';
import { ENTRIES } from '../../js/modules.mjs';
import { release } from '../../js/release.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'kago-release-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const { names, integrity } = release(folder);
const [zip] = names;
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const unzipped = unzipSync(readFileSync(join(folder, zip)));

test('the zip has every file that a tag may load, as it was built, and the license', () => {
  const ofNpm = ['own', 'create', 'global', ...ENTRIES].map((name) => `${name}.js`);
  const expected = readdirSync(join(root, 'dist'), { recursive: true })
    .filter((name) => /\.(wasm|c?js)(\.map)?$|^manifest/.test(name) && ![...ofNpm, 'index.cjs', 'node.js', 'kago-server.wasm'].includes(name.replace('.map', ''))).sort();
  assert.deepEqual(Object.keys(unzipped).sort(), [`kago-${version}/LICENSE`, ...expected.map((name) => `kago-${version}/${name}`)].sort());
  for (const name of expected) assert.deepEqual(Buffer.from(unzipped[`kago-${version}/${name}`]), readFileSync(join(root, 'dist', name)), name);
});

test('the manifest has the hash of each file in the zip', () => {
  const { files, ...manifest } = JSON.parse(Buffer.from(unzipped[`kago-${version}/manifest.json`]));
  assert.equal(manifest.version, version);
  assert.deepEqual(Object.keys(files), Object.keys(unzipped).map((name) => name.replace(/^.*?\//, '')).filter((name) => !/LICENSE|manifest|map$/.test(name)).sort());
  for (const [name, { integrity, bytes }] of Object.entries(files)) {
    const content = unzipped[`kago-${version}/${name}`];
    assert.deepEqual([integrity, bytes], [`sha384-${createHash('sha384').update(content).digest('base64')}`, content.length], name);
  }
});

test('the sums are those of the files, beside them and in the zip', () => {
  const sums = readFileSync(join(folder, 'SHA256SUMS'), 'utf8').trim().split('\n').map((line) => line.split('  '));
  assert.equal(sums.length, Object.keys(unzipped).length + 3);
  for (const [sum, name] of sums) {
    const bytes = unzipped[name] ?? readFileSync(join(folder, name));
    assert.equal(createHash('sha256').update(bytes).digest('hex'), sum, name);
  }
  assert.equal(integrity, `sha384-${createHash('sha384').update(unzipped[`kago-${version}/kago.js`]).digest('base64')}`);
});

test('both packages can be read by who installs them', () => {
  for (const [name, needed] of [[names[1], 'package/dist/index.js'], [names[2], 'package/core/kago-server.wasm']]) {
    assert.ok(execFileSync('tar', ['-tzf', join(folder, name)], { encoding: 'utf8' }).split('\n').includes(needed), name);
  }
});

test('made again, the zip is the same', () => {
  const again = mkdtempSync(join(tmpdir(), 'kago-release-'));
  after(() => rmSync(again, { recursive: true, force: true }));
  release(again);
  assert.deepEqual(readFileSync(join(again, zip)), readFileSync(join(folder, zip)));
});

test('the package has a README of its own: what is in it, and nothing that only the repository has', () => {
  const inPackage = (path) => execFileSync('tar', ['-xOf', join(folder, names[1]), `package/${path}`], { encoding: 'utf8' });
  const readme = inPackage('README.md');
  assert.match(readme, /What is in this package/);
  assert.doesNotMatch(readme, /npm start|npm test|cmake|repository -->/);
  for (const heading of ['## Calls', '## Options', '## The collector', '## Limitations']) assert.ok(readme.includes(heading), heading);
  for (const [, path] of readme.matchAll(/\]\((docs\/[\w/.-]+)/g)) assert.ok(inPackage(path).length > 0, path);
  const { scripts, devDependencies, exports } = JSON.parse(inPackage('package.json'));
  assert.deepEqual([scripts, devDependencies], [undefined, undefined]);
  assert.equal(exports['.'].default, './dist/index.js');
});
