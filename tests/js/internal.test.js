// The names that the build shortens (js/internal.mjs) are nobody's but the bundles' own.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';


import { INTERNAL } from '../../js/internal.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path) => readFileSync(`${root}/${path}`, 'utf8').replace(/\/\*[^]*?\*\/|(?<=^|\s)\/\/.*/gm, '');
const filesIn = (folder, pattern) => readdirSync(`${root}/${folder}`, { recursive: true }).filter((file) => pattern.test(file)).map((file) => `${folder}/${file}`);
const sources = filesIn('js/src', /\.ts$/);
const cpp = ['core', 'bindings'].flatMap((folder) => filesIn(folder, /\.(cc|h|js)$/)).filter((file) => !/_test\.|testing|fuzz|core.insight/.test(file));

/** Those of the names that `text` has, with `before` and `after` around them. */
const found = (text, before = '\\b', after = '\\b') => INTERNAL.filter((name) => new RegExp(`${before}${name}${after}`).test(text));
const quoted = (text) => found(text, '["\'`]', '\\\\?["\'`]');

test('no name that is shortened is a word of the core, whose JSON the page reads and writes', () => {
  for (const file of cpp) assert.deepEqual(quoted(read(file)), [], file);
});

test('no name that is shortened is written as a text, by which a member could be looked up', () => {
  for (const file of sources) assert.deepEqual(quoted(read(file)), [], file);
});

test('no name that is shortened belongs to the API, to an observer and what it reads, or to what is stored', () => {
  for (const file of filesIn('js/src/observe', /\.ts$/)) assert.deepEqual(found(read(file).replace(/^import .*/gm, ''), '[.{,]\\s*'), [], file);
  const shared = [...filesIn('js/src/generated', /\.ts$/), 'js/src/api/types.ts', 'js/src/engine/kago-wasm.d.ts', 'js/src/stub.js'];
  for (const file of shared) assert.deepEqual(found(read(file)), [], file);
  const partOf = (file, name) => new RegExp(`interface ${name} {[^}]*}`).exec(read(file))[0];
  for (const stored of [partOf('js/src/store/backing.ts', 'Row'), partOf('js/src/store/proxy-disk.ts', 'Kept'), partOf('js/src/engine/sender.ts', 'Answer'), partOf('js/src/pixel.ts', 'PixelApi')]) {
    assert.deepEqual(found(stored), []);
  }
});

test('no name that is shortened is one of the browser\'s, be it a member of what it takes or gives', () => {
  const folder = dirname(fileURLToPath(import.meta.resolve(`@typescript/typescript-${process.platform}-${process.arch}/package.json`)));
  for (const file of readdirSync(`${folder}/lib`).filter((name) => /^lib\..*d\.ts$/.test(name))) {
    const text = readFileSync(`${folder}/lib/${file}`, 'utf8');
    assert.deepEqual(INTERNAL.filter((name) => new RegExp(`^ +(readonly )?${name}[?(<:]`, 'm').test(text)), [], file);
  }
});

test('each name that is shortened is in use', () => {
  const all = sources.map(read).join('\n');
  assert.deepEqual(INTERNAL.filter((name) => !found(all).includes(name)), []);
});
