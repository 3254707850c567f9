// What a page says as JSON text (js/src/engine/encode.ts, personal.ts): as JSON.stringify has it, but for what JSON can't say.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';
import fc from 'fast-check';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { outputFiles } = await build({
  stdin: { resolveDir: `${root}/js/src`, contents: "export * from './engine/encode'; export * from './engine/personal';" },
  bundle: true, format: 'esm', write: false,
});
const { encode, withoutPersonal } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);

/** `__proto__` is no member of a copy; `toJSON` is what values are asked for. */
const key = fc.string().filter((name) => !['__proto__', 'toJSON'].includes(name));
const anything = fc.anything({ key, withBigInt: true, withDate: true, withMap: true, withSet: true, withNullPrototype: true });

const mark = (what) => ({ $kago: String(what) });
/** By the standard's own writer. */
const expected = (value, replace = (_name, part) => part) => JSON.stringify(value, (name, part) => {
  const said = replace(name, part);
  if (typeof said === 'bigint') return String(said);
  return typeof said === 'number' && !Number.isFinite(said) ? mark(said) : said;
}) ?? 'null';

test('any value is written as JSON.stringify does it, with what JSON has no word for marked', () => {
  fc.assert(fc.property(anything, (value) => assert.equal(encode(value), expected(value))), { numRuns: 2_000 });
});

test('... also on a page that gives lists, objects and texts a toJSON, and puts another function in the place of JSON.stringify', () => {
  const { stringify } = JSON;
  fc.assert(fc.property(anything, (value) => {
    const wanted = expected(value);
    let found;
    try {
      for (const { prototype } of [Object, Array, String, Number, Boolean]) Object.defineProperty(prototype, 'toJSON', { value: () => 'theirs', configurable: true, writable: true });
      JSON.stringify = (only) => stringify(only);
      found = encode(value);
    } finally {
      JSON.stringify = stringify;
      for (const { prototype } of [Object, Array, String, Number, Boolean]) delete prototype.toJSON;
    }
    assert.equal(found, wanted);
  }), { numRuns: 1_000 });
});

test('what no text can have of a value is marked where it stands, or costs the whole its words and nothing else', () => {
  const cycle = { list: [{ price: NaN }] };
  cycle.list.push(cycle);
  assert.equal(encode(cycle), '{"list":[{"price":{"$kago":"NaN"}},{"$kago":"a cycle"}]}');
  const shared = { a: 1 };
  assert.equal(encode([shared, shared]), '[{"a":1},{"a":1}]');
  const refuse = () => { throw new Error('mine'); };
  for (const value of [{ get price() { return refuse(); } }, { toJSON: refuse }, new Proxy({}, { get: refuse, ownKeys: refuse })]) {
    assert.equal(encode(value), '{"$kago":"Error: mine"}');
  }
  for (const value of [new Array(5e7), new Uint8Array(8), [new DataView(new ArrayBuffer(1))], new Array(2e5).fill(0), 'x'.repeat(2_000_001)]) {
    assert.equal(encode(value), '{"$kago":"too much for a call"}');
  }
  let deep = [];
  for (let i = 0; i < 1e5; i++) deep = [deep];
  assert.match(encode(deep), /^{"\$kago":/);
  for (const length of [5e7, -5e7, '5', NaN]) {
    assert.equal(encode({ length, a: 1 }), JSON.stringify({ length: Number.isNaN(length) ? { $kago: 'NaN' } : length, a: 1 })); // a member like any other
    assert.equal(encode([{ length }, 'x'.repeat(2_000_001)]), '{"$kago":"too much for a call"}');
  }
  assert.equal(encode({ at: new Date(NaN), on: new Date(0), price: { toJSON: () => ({ amount: 5n }) } }), '{"at":null,"on":"1970-01-01T00:00:00.000Z","price":{"amount":"5"}}');
});

test('personal members and secrets are left out the same, whether a name was seen before or not', () => {
  const names = ['email', 'Email', 'shippingFirstName', 'cart_id', 'token', 'product_url', 'image_url', 'checkout_url', 'product_name', 'metadata', 'id'];
  const values = ['x?key=1&id=2#token=3', '', 5, true, null, undefined, ['a?token=1'], { email: 'a', n: 1 }];
  const member = fc.tuple(fc.constantFrom(...names), fc.constantFrom(...values));
  const kept = withoutPersonal(['email'], ['id']);
  fc.assert(fc.property(fc.array(member), (members) => {
    const value = Object.fromEntries(members);
    assert.equal(encode(value, kept), encode(value, withoutPersonal(['email'], ['id'])));
  }));
  assert.equal(encode({ email: 'a', phone: 'b', cart_id: 'c?d', product_url: '/p?id=1&key=2#3', product: 'x?key=1' }, kept),
    '{"email":"a","phone":"…","cart_id":"c?…","product_url":"/p?id=1&key=","product":"x?key=1"}');
  for (let i = 0; i < 5_000; i++) assert.equal(encode({ [`${i}`]: 1, [`phone_of_${i}_mobile`]: 'b' }, kept), `{"${i}":1,"phone_of_${i}_mobile":"…"}`);
});
