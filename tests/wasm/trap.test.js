// What comes after the worst: a module that runs out of stack or memory ends its call with a trap, before it
// has written over anything, and the next call has a fresh instance. No input is known that brings the
// shipped modules there (stack.test.js), so these have less of both.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { MODULES } from '../../js/modules.mjs';
import { bytesOf, load, memoryOf, stackBytesOf, withStack, withoutGrowth } from './instances.js';
import { cartUpdated, replyOf, requestOf, track } from './requests.js';

const full = bytesOf('kago-debug');
const small = requestOf([track('ecommerce.cart_updated', cartUpdated())]);
const deep = JSON.stringify({ name: 'ecommerce.cart_updated', properties: { metadata: nested(60) } });
const large = requestOf([track('ecommerce.cart_updated', { products: Array(20_000).fill(cartUpdated().products[0]) })]);
// Enough for a call that goes nowhere deep.
const SMALL_STACK = 4096;

function nested(levels) {
  return levels === 0 ? 1 : { a: nested(levels - 1) };
}

for (const { name } of MODULES) {
  test(`in ${name}.wasm nothing lies below the stack that it could write over`, () => {
    const wasm = bytesOf(name);
    const module = new WebAssembly.Module(wasm);
    const imports = {};
    for (const { module: from, name: what } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[what] = () => {};
    const memory = memoryOf([new WebAssembly.Instance(module, imports).exports]);
    const stackBytes = stackBytesOf(wasm);
    assert.ok(new Uint8Array(memory.buffer, 0, stackBytes).every((byte) => byte === 0));
    assert.ok(new Uint8Array(memory.buffer, stackBytes).some((byte) => byte !== 0));
  });
}

test('an overflow of the stack traps', async () => {
  const { core } = await load(withStack(full, SMALL_STACK));
  assert.deepEqual(core.validate('{}').valid, false);
  assert.throws(() => core.validate(deep), WebAssembly.RuntimeError);
});

test('memory that does not suffice traps', async () => {
  const { core } = await load(withoutGrowth(full));
  assert.throws(() => core.step(large));
});

for (const [what, wasm, fails] of [
  ['an overflow of the stack', withStack(full, SMALL_STACK), (core) => core.validate(deep)],
  ['memory that does not suffice', withoutGrowth(full), (core) => core.step(large)],
]) {
  test(`after ${what} the next calls are right, in a fresh instance`, async () => {
    const { core: healthy } = await load(full);
    const { core, instances } = await load(wasm);
    const wanted = healthy.step(small);
    for (let times = 1; times <= 3; times++) {
      assert.throws(() => fails(core));
      assert.equal(instances.length, times + 1);
      for (let calls = 0; calls < 3; calls++) assert.equal(core.step(small), wanted);
      assert.equal(replyOf(core.step(small)).texts.length, 1);
    }
  });
}
