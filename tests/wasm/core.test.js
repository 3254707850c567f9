// The shipped WebAssembly, run in Node: kago-debug.wasm, which has all of kago.wasm and which
// the collector judges with. What the core decides is tested natively, beside its code; here stands what only the Wasm
// build can get wrong: the boundary, the arena, the stack, the flags.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { loadCore } from '../../dist/node.js';
import { bytesOf, load, memoryOf } from './instances.js';
import { cartUpdated, replyOf, requestOf, track } from './requests.js';

const core = await loadCore();
const wasm = bytesOf('kago');

test('a step takes a call to an event text', () => {
  const { commands, texts } = replyOf(core.step(requestOf([track('ecommerce.cart_updated', cartUpdated())])));
  const event = JSON.parse(texts[0]);
  assert.equal(event.properties.total_value, 59.97);
  assert.equal(commands.find((c) => c.do === 'report').result.eventId, event.event_id);
  assert.deepEqual(core.validate(texts[0]), { valid: true, violations: [] });
});

test('an ambiguous price is refused, and nothing else of the call is blamed', () => {
  const { commands } = replyOf(core.step(requestOf([track('ecommerce.cart_updated', cartUpdated({ price: '1.234,56' }))])));
  const { result } = commands.find((c) => c.do === 'report');
  assert.deepEqual(result.violations.map(({ path, code }) => [path, code]), [['properties.products[0].price', 'wrong_type']]);
});

test('the same request gives the same bytes, whatever ran before', () => {
  const request = requestOf([track('ecommerce.cart_updated', cartUpdated())]);
  const first = core.step(request);
  core.validate('{"name":"ecommerce.order_placed","properties":{"metadata":{"x":[1,2,3]}}}');
  assert.equal(core.step(request), first);
});

test('text of every kind crosses the boundary unharmed', () => {
  const name = 'Tray 12" 籠 🧺 ‏עברית‎ é \u2028 \\ </script>';
  const { texts } = replyOf(core.step(requestOf([track('ecommerce.cart_updated', cartUpdated({ product_name: name }))])));
  assert.equal(JSON.parse(texts[0]).properties.products[0].product_name, name);
});

test('nesting far past every limit is refused with its path and leaves the stack alone', () => {
  const deep = '{"a":'.repeat(5000) + '1' + '}'.repeat(5000);
  const { valid, violations } = core.validate(`{"name":"ecommerce.cart_updated","properties":{"metadata":${deep}}}`);
  assert.equal(valid, false);
  assert.match(violations.find((v) => v.code === 'too_deep').path, /^properties\.metadata(\.a)+$/);
  assert.equal(core.validate('{}').valid, false);
});

test('arrays 60 levels deep are copied, judged and written without harm', () => {
  const nested = '['.repeat(60) + ']'.repeat(60);
  const line = track('ecommerce.cart_updated', { ...cartUpdated(), extra: JSON.parse(nested) });
  const { commands } = replyOf(core.step(requestOf([line])));
  assert.equal(commands.find((c) => c.do === 'report').result.violations[0].code, 'too_deep');
});

test('a megabyte of cart is judged, and the next small call is right', () => {
  const products = Array.from({ length: 1000 }, (_, i) => ({ ...cartUpdated().products[0], variant_id: `v${i}`, metadata: { note: 'x'.repeat(900) } }));
  const { commands } = replyOf(core.step(requestOf([track('ecommerce.cart_updated', { products })])));
  assert.equal(commands.find((c) => c.do === 'report').result.violations[0].code, 'too_large');
  assert.equal(replyOf(core.step(requestOf([track('ecommerce.cart_updated', cartUpdated())]))).texts.length, 1);
});

test('memory of one call is used again by the next', async () => {
  const { core: fresh, instances } = await load(bytesOf('kago-debug'));
  const request = requestOf([track('ecommerce.cart_updated', cartUpdated())]);
  fresh.step(request);
  const before = memoryOf(instances).buffer.byteLength;
  for (let i = 0; i < 2000; i++) fresh.step(request);
  assert.equal(memoryOf(instances).buffer.byteLength, before);
});

// Nothing is freed within a call: what copied a text each time that it grows would take its square.
test('a megabyte of input, of whatever shape, takes a bounded memory', async (t) => {
  const MB = 1_048_576;
  const fill = (part, count = MB / part.length) => part.repeat(count);
  const shapes = {
    'a long text': JSON.stringify({ note: 'x'.repeat(MB) }),
    'a text of escapes': `{"note":"${fill('\\u00e4')}"}`,
    'objects in lists without end': fill('[{"a":'),
    'many members': `{${Array.from({ length: MB / 20 }, (_, i) => `"member_${i}":[1,"x"]`)}}`,
    'many names of persons': `{"products":[${fill('{"billingAddressEmail":"x","b":{"phone":1}},')}1]}`,
    'many lines': JSON.stringify({ products: Array.from({ length: 9_000 }, (_, i) => ({ ...cartUpdated().products[0], variant_id: `v${i}`, price: '1.10 €' })) }),
    'a long number': `{"total_value":${fill('9')}}`,
  };
  for (const [what, properties] of Object.entries(shapes)) {
    const { core: fresh, instances } = await load(bytesOf('kago-debug'));
    const line = track('ecommerce.cart_updated', { mark: 1 }).replace('{"mark":1}', () => properties);
    replyOf(fresh.step(requestOf([line])));
    const taken = memoryOf(instances).buffer.byteLength / MB;
    t.diagnostic(`${what}: ${taken} MB`);
    assert.ok(taken < 60, `${what}: ${taken} MB`);
  }
});

test('random bytes never harm the core', () => {
  let seed = 20261122;
  const random = (max) => (seed = (seed * 48271) % 2147483647) % max;
  const good = requestOf([track('ecommerce.order_placed', { order_id: 'o', ...cartUpdated() })]);
  for (let i = 0; i < 3000; i++) {
    const cut = random(good.length);
    const mutated = good.slice(0, cut) + String.fromCharCode(random(128)) + good.slice(cut + random(3));
    JSON.parse(core.step(mutated).split('\n')[1]);
    core.validate(mutated);
  }
});

test('the module asks its host for nothing but embind and an end to the worst', () => {
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(wasm));
  assert.ok(imports.length <= 3, JSON.stringify(imports));
});

test('no shipped script makes code from text', () => {
  for (const name of ['kago.js', 'create.js', 'stub.js']) {
    const text = readFileSync(new URL(`../../dist/${name}`, import.meta.url), 'utf8');
    assert.doesNotMatch(text, /\beval\(|new Function\b|\bFunction\(/, name);
  }
});
