// What can't be made of the one table of what ships (js/modules.json) says the same as it: what the page asks for by
// name, the entries of the npm package, and the platforms that the core knows.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

import { ENTRIES, moduleOf, MODULES, modulesOf, OBSERVERS, PARTS } from '../../js/modules.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path) => readFileSync(`${root}/${path}`, 'utf8');
const table = JSON.parse(read('js/modules.json'));

const { outputFiles: [{ text }] } = await build({
  entryPoints: [`${root}/js/src/observe/names.ts`], bundle: true, format: 'esm', write: false, define: { __TAG__: 'false' },
});
const { isSource, partOf, partsIn, wasmFor } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
const sources = OBSERVERS.flatMap(({ observes }) => observes);
const oneOf = (name) => MODULES.find((module) => module.name === name);

test('each source that a page may name is observed by the part, and understood by the module, that it loads', () => {
  assert.ok(sources.length > 0);
  for (const { name, observes } of OBSERVERS) {
    for (const source of observes) {
      assert.ok(isSource(source), source);
      assert.deepEqual([partOf(source), partsIn(source), wasmFor([source], false, false)], [name, [name], moduleOf(name)]);
    }
  }
  assert.deepEqual(read('js/src/api/types.ts').match(/export type Platform = (.*);/)[1].split(' | ').map((word) => word.slice(1, -1)).sort(), ['none', 'auto', ...sources].sort());
});

test('whatever a page names, the module that it loads has it all', () => {
  const pairs = sources.flatMap((one) => sources.map((other) => [...new Set([one, other])]));
  for (const named of [[], ...pairs, sources]) {
    for (const [braze, debug] of [[false, false], [true, false], [false, true], [true, true]]) {
      const { name, platforms, bindings, loadedBy, hasWords = false } = oneOf(wasmFor(named, braze, debug));
      const what = `${name} for ${named} ${braze} ${debug}`;
      assert.deepEqual(named.filter((source) => !platforms.includes(source)), [], what);
      assert.ok(!braze || bindings.includes('braze'), what);
      assert.equal(hasWords, debug, what);
      assert.ok(['tracker', 'sources', 'braze'].some((loader) => loadedBy.includes(loader)), what);
    }
  }
});

test('each entry of the npm package has its source and its export, and names its own module and part', () => {
  const { exports } = JSON.parse(read('package.json'));
  for (const entry of ENTRIES.slice(1)) {
    assert.deepEqual(exports[`./${entry}`], { types: `./dist/types/npm/${entry}.d.ts`, default: `./dist/${entry}.js` });
  }
  for (const { name, source } of OBSERVERS) {
    const entry = read(`js/src/npm/${name}.ts`);
    assert.deepEqual(entry.match(/kago-\w+(?=\.wasm)/g), [moduleOf(name)]);
    assert.deepEqual(entry.match(/import\('.*?'\)/g), [`import('../${source}')`]);
  }
  const full = read('js/src/npm/full.ts') + read('js/src/npm/files.ts');
  const ofPage = MODULES.filter(({ loadedBy }) => loadedBy.some((loader) => PARTS.some(({ name }) => name === loader)));
  assert.deepEqual(full.match(/[\w-]+(?=\.wasm)/g).sort(), ofPage.map(({ name }) => name).sort());
  assert.deepEqual(full.match(/import\('.*?'\)/g).sort(), PARTS.map(({ source }) => `import('../${source}')`).sort());
});

test('the platforms are those of the core, by its names', () => {
  const known = Array.from(read('core/platform/platforms.h').matchAll(/constexpr Platform (\w+)\{"([\w-]+)"/g), ([, enumerator, name]) => [name, enumerator]);
  assert.deepEqual(table.platforms, Object.fromEntries(known));
  assert.deepEqual(oneOf('kago-debug').platforms.toSorted(), Object.keys(table.platforms).sort());
  assert.deepEqual(oneOf('kago-full').platforms.toSorted(), sources.toSorted());
});

test('each part is a source of the page, and each binding one of the modules', () => {
  for (const { source } of PARTS) assert.ok(existsSync(`${root}/js/src/${source}.ts`) || existsSync(`${root}/js/src/${source}/index.ts`), source);
  for (const binding of MODULES.flatMap(({ bindings }) => bindings)) assert.ok(existsSync(`${root}/bindings/${binding}_binding.cc`), binding);
  assert.deepEqual(modulesOf('tracker'), ['kago']);
});
