// The npm package as a theme author gets it: packed, unpacked elsewhere, imported, type-checked.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

import { ENTRIES } from '../../js/modules.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'kago-package-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const [packed] = JSON.parse(run('npm', 'pack', root, '--json', '--ignore-scripts', '--pack-destination', folder));
mkdirSync(join(folder, 'node_modules'));
run('tar', '-xzf', packed.filename, '-C', 'node_modules');
run('mv', 'node_modules/package', 'node_modules/kago');
writeFileSync(join(folder, 'package.json'), '{"type":"module"}');

function run(command, ...args) {
  return execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function runModule(code) {
  return run(process.execPath, '--input-type=module', '-e', code);
}

test('the package holds what its exports name, and neither tests nor the demo store', () => {
  const files = packed.files.map((file) => file.path);
  for (const needed of ['dist/index.js', 'dist/kago.js', 'dist/kago.wasm', 'dist/kago-full.wasm', 'dist/kago-debug.wasm', 'dist/kago-server.wasm', 'dist/stub.js', 'dist/node.js', 'dist/types/npm/index.d.ts', 'dist/pixel.js', 'dist/kago-pixel.wasm', 'dist/types/pixel.d.ts', 'dist/index.cjs', 'dist/own.js', 'dist/create.js', 'dist/full.js', 'dist/global.js', 'js/shopify/blocks/kago.liquid', 'js/testing/index.js', 'js/testing/index.d.ts', 'docs/testing.md', 'docs/events.md', 'LICENSE', 'README.md']) {
    assert.ok(files.includes(needed), `${needed} is missing`);
  }
  assert.deepEqual(files.filter((file) => /^(tests|demo-store|core|build)\//.test(file)), []);
});

test('each event has its JSON Schema, to import by its name', () => {
  const code = `const { loadCore } = await import('kago/core');
    const [unknown] = (await loadCore()).validate('{"name":"nonsense"}').violations.filter((v) => v.code === 'unknown_event');
    const names = unknown.expected.replace('one of ', '').split(' ');
    const load = (name) => import(\`kago/schema/\${name}.schema.json\`, { with: { type: 'json' } });
    const schemas = await Promise.all(names.map(load));
    console.log(JSON.stringify(schemas.map((schema) => schema.default.properties.name.const)));`;
  const names = JSON.parse(runModule(code));
  assert.equal(names.length, 8);
  const packedSchemas = packed.files.map((file) => file.path).filter((file) => file.startsWith('dist/schema/'));
  assert.deepEqual(packedSchemas.sort(), names.map((name) => `dist/schema/${name}.schema.json`).sort());
});

test('its types say what each field means', () => {
  const types = readFileSync(join(folder, 'node_modules/kago/dist/types/generated/events.d.ts'), 'utf8');
  assert.match(types, /What one piece costs [^/]*\*\/\n\s+price: Amount;/);
});

test('the README shows the stub that ships', () => {
  const stub = readFileSync(join(root, 'dist/stub.js'), 'utf8').trim();
  assert.ok(readFileSync(join(root, 'README.md'), 'utf8').includes(`<script>${stub}</script>`));
});

test('importing it on a server touches no global and starts nothing', () => {
  const code = `const before = Object.keys(globalThis).join();
    await import('kago');
    await import('kago/pixel');
    console.log(before === Object.keys(globalThis).join());`;
  assert.equal(runModule(code).trim(), 'true');
});

test('on a server each call resolves to held, and nothing keeps the process alive', () => {
  const code = `const { createKago } = await import('kago');
    const kago = createKago({ collector: 'http://127.0.0.1:9/v1/events', writeKey: 'pk', currency: 'EUR' });
    console.log(JSON.stringify([await kago.productViewed({}), (await kago.getStatus()).core, await kago.identify('u')]));`;
  assert.deepEqual(JSON.parse(runModule(code)), [
    { status: 'held', reason: 'no_browser' },
    'starting',
    { status: 'held', reason: 'no_browser' },
  ]);
});

test('the collector entry judges events', () => {
  const code = `const { loadCore } = await import('kago/core');
    console.log((await loadCore()).validate('{"name":"nonsense"}').violations.some((v) => v.code === 'unknown_event'));`;
  assert.equal(runModule(code).trim(), 'true');
});

test('its types take a right call and refuse wrong ones', () => {
  writeFileSync(join(folder, 'theme.ts'), `
    import { createKago, type Amount, type OrderPlaced, type TrackResult } from 'kago';
    import { startPixel } from 'kago/pixel';
    const kago = createKago({ collector: '/v1/events', writeKey: 'pk', currency: 'EUR', consent: 'unknown' });
    const line = { product_id: '1', product_name: 'Mug', variant_id: '1', quantity: 2, price: 20 };
    const result: TrackResult = await kago.cartUpdated({ products: [line] }, { time: '2026-11-22T09:15:27Z' });
    if (result.status === 'refused') result.violations.map((v) => v.path);
    const stop: () => void = kago.on('sent', ({ eventId }) => eventId.length);
    stop();
    const price: Amount = line.price;
    const order: OrderPlaced = { order_id: 'o-1', products: [line], discounts: [{ code: 'TEN', amount: price }] };
    kago.orderPlaced(order);
    startPixel({ analytics: { subscribe: () => {} } }, { collector: '/v1/events', writeKey: 'pk', events: ['product_viewed'] });
    // @ts-expect-error the pixel doesn't hear of it
    startPixel({ analytics: { subscribe: () => {} } }, { collector: '/v1/events', writeKey: 'pk', events: ['page_viewed'] });
    kago.cartEmptied();
    // @ts-expect-error a price is a number
    kago.cartUpdated({ products: [{ ...line, price: '20' }] });
    // @ts-expect-error a cancellation has a reason
    kago.orderCancelled({ order_id: '1', products: [line] });
    // @ts-expect-error no such event
    kago.track('ecommerce.nonsense', {});
    // @ts-expect-error the write key is needed
    createKago({ collector: '/v1/events' });
  `);
  symlinkSync(join(root, 'node_modules/typescript'), join(folder, 'node_modules/typescript'));
  const options = '--strict --noEmit --target es2022 --lib es2022,dom --types'.split(' ');
  for (const [module, resolution] of [['esnext', 'bundler'], ['nodenext', 'nodenext'], ['node16', 'node16']]) {
    run(join(root, 'node_modules/.bin/tsc'), ...options, '', '--module', module, '--moduleResolution', resolution, 'theme.ts');
  }
});

const STRICTEST = '--strict --exactOptionalPropertyTypes --noUncheckedIndexedAccess --noPropertyAccessFromIndexSignature --noUnusedLocals --verbatimModuleSyntax --skipLibCheck false'.split(' ');

test("its types bear TypeScript's strictest options, in a program that has them all", () => {
  const program = readFileSync(join(root, 'tests/package/strict.ts'), 'utf8');
  const exported = ['dist/types/api/types', 'dist/types/generated/events', 'dist/types/node', 'dist/types/pixel', 'js/testing/index'].flatMap((file) =>
    Array.from(readFileSync(join(folder, `node_modules/kago/${file}.d.ts`), 'utf8').matchAll(/^export (?:interface|type) (\w+)/gm), ([, name]) => name));
  assert.ok(exported.length > 30);
  assert.deepEqual(exported.filter((name) => !new RegExp(`\\b${name}\\b`).test(program)), []);
  writeFileSync(join(folder, 'strict.ts'), program);
  run(join(root, 'node_modules/.bin/tsc'), ...STRICTEST, ...'--noEmit --target es2022 --lib es2022,dom --module nodenext --types'.split(' '), '', 'strict.ts');
});

test('its types are there for CommonJS too, and for a page that has the tag', () => {
  writeFileSync(join(folder, 'server.cts'), `
    import { createKago, type Amount } from 'kago';
    const price: Amount = 20;
    createKago({ collector: '/v1/events', writeKey: 'pk' }).productViewed({ product_id: '1', product_name: 'Mug', variant_id: '1', price });
  `);
  writeFileSync(join(folder, 'page.ts'), `
    import 'kago/global';
    kago?.productViewed({ product_id: '1', product_name: 'Mug', variant_id: '1', price: 20 });
    const stop: (() => void) | undefined = window.kago?.on('sent', ({ eventId }) => eventId.length);
    stop?.();
    // @ts-expect-error a price is a number
    window.kago?.productViewed({ product_id: '1', product_name: 'Mug', variant_id: '1', price: '20' });
  `);
  run(join(root, 'node_modules/.bin/tsc'), ...'--strict --noEmit --target es2022 --lib es2022,dom --module nodenext --types'.split(' '), '', 'server.cts', 'page.ts');
});

test('on a server `require` has the same as `import`', () => {
  const code = `const { createKago } = require('kago');
    createKago({ collector: '/v1/events', writeKey: 'pk' }).productViewed({}).then((result) => console.log(JSON.stringify(result)));`;
  assert.deepEqual(JSON.parse(run(process.execPath, '--input-type=commonjs', '-e', code)), { status: 'held', reason: 'no_browser' });
});

// CommonJS has an entry of its own where theme code imports; a server's and a pixel's code is modules.
const MODULES_ONLY = [...ENTRIES.filter((name) => name !== 'index'), 'pixel', 'core', 'testing', 'global'].map((name) => `./${name}`);

test('publint finds nothing to say of the package', async () => {
  const { messages, pkg } = await publint({ pkgDir: join(folder, 'node_modules/kago'), strict: true });
  assert.deepEqual(messages.map((message) => formatMessage(message, pkg, { color: false })), []);
});

test('are-the-types-wrong finds them right for every way of resolving', async () => {
  const archive = createPackageFromTarballData(readFileSync(join(folder, packed.filename)));
  const entrypoints = Object.keys(manifest.exports).filter((name) => !/\*|\.js|json$/.test(name));
  const { problems } = await checkPackage(archive, { entrypoints });
  const wrong = problems.filter(({ kind, entrypoint, resolutionKind }) =>
    !(MODULES_ONLY.includes(entrypoint) && (kind === 'CJSResolvesToESM' || resolutionKind === 'node10')));
  assert.deepEqual(wrong, []);
  assert.ok(entrypoints.includes('.') && entrypoints.includes('./global'));
});
