// The scripts that pages load in the place of a module where Wasm is forbidden or missing: each replies as its module does,
// to all that its platforms say, and a call that breaks one leaves nothing behind.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fixturesOf, monsters, nested } from '../fuzz/shapes.mjs';
import { bytesOf, load, loadScript, scriptOf } from './instances.js';
import { cartUpdated, replyOf, requestOf, track } from './requests.js';

const ALL = ['adobe', 'bigcommerce', 'ga4', 'html', 'jsonld', 'shopify', 'woocommerce'];
const MODULES = {
  kago: [], 'kago-adobe': ['adobe'], 'kago-bigcommerce': ['bigcommerce'], 'kago-shopify': ['shopify'], 'kago-woocommerce': ['woocommerce'],
  'kago-page': ['html', 'ga4', 'jsonld'], 'kago-pixel': ['shopify-pixel'], 'kago-braze': [], 'kago-full': ALL,
};
/** Of its 64 kB a script is left so few of stack. */
const SMALL_STACK = 4096;

const observe = (seen, call) => JSON.stringify({
  type: 'observe', time: Date.UTC(2026, 10, 22), page: 'a'.repeat(32), call, view: 1, url: 'https://shop.example/p/a', ...seen,
});

/** In turn: a loader looks at what stands in the place of `WebAssembly.Instance`. */
const both = async (name) => [await load(bytesOf(name)), await loadScript(await scriptOf(name))];

for (const [name, platforms] of Object.entries(MODULES)) {
  test(`observe/${name}.js replies as ${name}.wasm does`, async () => {
    const [{ core: wasm }, { core: script, instances }] = await both(name);
    let [state, call] = ['', 0];
    const same = (lines, config) => {
      const request = requestOf(lines, state, config);
      const reply = wasm.step(request);
      assert.equal(script.step(request), reply);
      ({ state } = replyOf(reply));
      return reply;
    };
    for (const platform of platforms) {
      for (const seen of fixturesOf(platform)) same([observe(seen, ++call)], { platform });
      for (const monster of monsters) same([observe({ from: platform, what: 'cart', data: monster() }, ++call)], { platform });
    }
    const { texts: [event] } = replyOf(same([track('ecommerce.cart_updated', cartUpdated()), '{"type":"claim","flush":true}']));
    if (/braze|full/.test(name)) assert.deepEqual(script.encode(event), wasm.encode(event));
    assert.equal(instances.length, 1, 'none has broken');
  });
}

test('observe/kago-markup.js reads what kago-markup.wasm reads', async () => {
  const [{ core: wasm }, { core: script }] = await both('kago-markup');
  let read = 0;
  for (const seen of ['adobe', 'bigcommerce', 'jsonld', 'shopify', 'woocommerce'].flatMap((platform) => [...fixturesOf(platform)])) {
    for (const page of [seen.data, seen.data?.page]) {
      const request = JSON.stringify({ page, url: 'https://shop.example/p/a', currency: 'EUR' });
      const product = wasm.markup(request);
      assert.equal(script.markup(request), product);
      if (product !== 'null') read += 1;
    }
  }
  assert.ok(read > 0);
});

test('a script whose memory grows goes on', async () => {
  const { core, instances } = await loadScript(await scriptOf('kago'));
  const memory = () => Object.values(instances.at(-1)).find((one) => one?.buffer).buffer.byteLength;
  const small = requestOf([track('ecommerce.cart_updated', cartUpdated())]);
  const [wanted, before] = [core.step(small), memory()];
  core.step(requestOf([track('ecommerce.cart_updated', { products: Array(5_000).fill(cartUpdated().products[0]) })]));
  assert.ok(memory() > before);
  assert.equal(core.step(small), wanted);
  assert.equal(instances.length, 1);
});

test('after an overflow of the stack the next calls are right, in a fresh instance of the script', async () => {
  const small = requestOf([track('ecommerce.cart_updated', cartUpdated())]);
  const deep = requestOf([track('ecommerce.cart_updated', { ...cartUpdated(), metadata: nested(60, (inner) => ({ a: inner })) })]);
  const limited = await scriptOf('kago', (text) => text.replace(/(__set_stack_limits\((\d+)),0\)/, (_, begin, bytes) => `${begin},${bytes - SMALL_STACK})`));
  const [{ core: healthy }, { core, instances }] = [await loadScript(await scriptOf('kago')), await loadScript(limited)];
  const wanted = healthy.step(small);
  healthy.step(deep);
  for (let times = 1; times <= 3; times++) {
    assert.throws(() => core.step(deep), /abort/);
    assert.equal(instances.length, times + 1);
    for (let calls = 0; calls < 3; calls++) assert.equal(core.step(small), wanted);
  }
});

test('two scripts of one module have memories of their own', async () => {
  const script = await scriptOf('kago');
  const [{ core: one }, { core: other }] = [await loadScript(script), await loadScript(script)];
  const requestFor = (name) => requestOf([track('ecommerce.cart_updated', cartUpdated({ product_name: name }))]);
  const [mug, tray] = [one.step(requestFor('Mug')), other.step(requestFor('A tray of oak'))];
  for (let turn = 0; turn < 3; turn++) {
    assert.equal(one.step(requestFor('Mug')), mug);
    assert.equal(other.step(requestFor('A tray of oak')), tray);
  }
});
