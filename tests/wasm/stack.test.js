// How deep the stack of the shipped modules gets: the worst inputs that the core's limits allow, at each of
// its doors. Half of the stack at least has to stay free, for what nobody has thought of.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { MODULES } from '../../js/modules.mjs';
import { fixturesOf, graphs, monsters, nested } from '../fuzz/shapes.mjs';
import { bytesOf, load, stackBytesOf, stackUsedBy } from './instances.js';
import { cartUpdated, replyOf, requestOf, track } from './requests.js';

const LEVELS = 64;
const LONG_KEY = 'k'.repeat(300);
const DEBUG = { debug: true, strict: true };

const trees = [
  (levels) => nested(levels, (inner) => [inner]),
  (levels) => nested(levels, (inner) => ({ a: inner })),
  (levels) => nested(levels, (inner) => ({ [LONG_KEY]: inner, $b: 'x'.repeat(300), c: 1e308 })),
  (levels) => nested(levels, (inner) => [{ $: inner }, '\u0000']),
];

const valid = (metadata) => JSON.stringify({
  event_id: '01a20289-fd34-71a6-b047-67f56fb131b2', name: 'ecommerce.cart_updated', time: '2026-11-22T09:15:27.412Z',
  anonymous_id: '01a20289-fd34-71a6-b047-67f56fb131b3',
  properties: { cart_id: 'c', currency: 'EUR', source: 'web', total_value: 59.97, action: 'replace', products: cartUpdated().products, metadata },
});

/** [what, request or event]: steps of calls, and events for the judge and the encoding. */
function* inputs() {
  for (const tree of trees) {
    for (const levels of [48, 50, 58, LEVELS, 1000]) {
      const deep = tree(levels);
      yield ['judge', valid({ a: deep })];
      yield ['judge', JSON.stringify(deep)];
      yield ['braze', valid({ a: tree(Math.min(levels, 48)) })];
      yield ['step', track('ecommerce.cart_updated', { ...cartUpdated(), a: deep, metadata: { b: deep } })];
      yield ['step', track('ecommerce.cart_updated', { products: [{ ...cartUpdated().products[0], metadata: deep, price: deep }] })];
      yield ['step', JSON.stringify({ type: 'identify', user_id: deep })];
      yield ['step', JSON.stringify({ type: 'claim', page_end: deep })];
    }
  }
}

function* observations(platform) {
  const kinds = new Set();
  for (const { from, what, data } of fixturesOf(platform)) {
    if (kinds.has(what)) continue;
    kinds.add(what);
    for (const changed of placesOf(data)) yield { from, what, data: changed };
  }
}

/** The data with each value replaced in turn, by the deepest there is; texts of JSON-LD by graphs. */
function* placesOf(data, put = (value) => value) {
  yield put(nested(LEVELS, (inner) => ({ a: inner })));
  if (typeof data === 'string' && /^\s*[[{]/.test(data)) for (const graph of graphs(300)) yield put(JSON.stringify(graph));
  if (!data || typeof data !== 'object') return;
  for (const key of Object.keys(data).slice(0, 60)) {
    yield* placesOf(data[key], (value) => put(Array.isArray(data) ? data.with(key, value) : { ...data, [key]: value }));
  }
}

const observe = (seen, call) =>
  JSON.stringify({ type: 'observe', time: Date.UTC(2026, 10, 22), page: 'a'.repeat(32), call, view: 1, url: 'https://shop.example/p/a', ...seen });

async function opened(name) {
  const wasm = bytesOf(name);
  const stackBytes = stackBytesOf(wasm);
  const { core, instances } = await load(wasm);
  let used = 0;
  return {
    core,
    stackBytes,
    used: () => used,
    measure(run) {
      used = Math.max(used, stackUsedBy(run, { instances, stackBytes }));
      assert.equal(instances.length, 1, 'an instance has trapped');
    },
  };
}

function assertHalfFree(t, name, { used, stackBytes }) {
  t.diagnostic(`${name}.wasm: ${used()} of ${stackBytes} bytes of stack at most`);
  assert.ok(used() * 2 <= stackBytes, `${used()} bytes of stack of ${stackBytes} are too many`);
}

for (const name of ['kago', 'kago-debug']) {
  test(`calls and events never take more than half of the stack of ${name}.wasm`, async (t) => {
    const one = await opened(name);
    let state = '';
    for (const [door, text] of inputs()) {
      if (door !== 'step' && name === 'kago') continue; // what only collectors and Braze's pages call
      one.measure(() => {
        if (door === 'step') ({ state } = replyOf(one.core.step(requestOf([text, '{"type":"claim","flush":true}'], state, DEBUG))));
        else one.core[door === 'judge' ? 'validate' : 'encode'](text);
      });
    }
    one.measure(() => one.core.step(requestOf([], JSON.stringify(nested(LEVELS, (inner) => ({ memory: inner }))))));
    assertHalfFree(t, name, one);
  });
}

// Those that have all are made of the same code.
const OF_SOME = MODULES.filter(({ name, platforms }) => platforms.length > 0 && !['kago-full', 'kago-debug'].includes(name));

for (const { name, platforms } of OF_SOME) {
  test(`whatever its platforms say, half of the stack of ${name}.wasm stays free`, async (t) => {
    const one = await opened(name);
    for (const platform of platforms) {
      let state = '';
      let call = 0;
      for (const seen of observations(platform)) {
        const config = { ...DEBUG, platform };
        one.measure(() => ({ state } = replyOf(one.core.step(requestOf([observe(seen, ++call)], state, config)))));
      }
      for (const monster of monsters) {
        one.measure(() => one.core.step(requestOf([observe({ from: platform, what: 'cart', data: monster() }, ++call)], state)));
      }
    }
    assertHalfFree(t, name, one);
  });
}

test('whatever pages tell search engines, half of the stack of kago-markup.wasm stays free', async (t) => {
  const one = await opened('kago-markup');
  for (const seen of ['adobe', 'bigcommerce', 'jsonld', 'shopify', 'woocommerce'].flatMap((platform) => [...observations(platform)])) {
    for (const page of [seen.data, seen.data?.page]) one.measure(() => one.core.markup(JSON.stringify({ page, url: 'https://shop.example/p/a', currency: 'EUR' })));
  }
  for (const monster of monsters) one.measure(() => one.core.markup(JSON.stringify({ page: { jsonld: [JSON.stringify(monster())] } })));
  assertHalfFree(t, 'kago-markup', one);
});
