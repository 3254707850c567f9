// What a test expects, compared with what came: as many pairs as can be, and of what is missing the first difference.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareWithExpected } from '../../demo-store/collector/inspect/expectation.js';
import { cartUpdated, invalidEvent, manyEvents, startCollector, startProcess, temporaryFolder } from './support.js';

const RUNS = { numRuns: 1500 };
const FOREIGN = 'in no event';

const scalar = fc.oneof(fc.integer({ min: 0, max: 2 }), fc.constantFrom('a', 'b'), fc.boolean(), fc.constant(null));
const tree = fc.letrec((tie) => ({
  node: fc.oneof({ maxDepth: 3, depthSize: 'small' }, scalar, fc.array(tie('node'), { maxLength: 3 }), fc.dictionary(fc.constantFrom('p', 'q', 'r'), tie('node'), { maxKeys: 3 })),
})).node;
const properties = fc.dictionary(fc.constantFrom('p', 'q', 'r', 's'), tree, { maxKeys: 4, noNullPrototype: true });
const anEvent = fc.record({ name: fc.constantFrom('x', 'y'), user_id: fc.constantFrom('u', 'v'), properties });
const asJson = (value) => JSON.parse(JSON.stringify(value));
const rowsOf = (events) => asJson(events).map((event, i) => ({ id: i + 1, status: 'accepted', name: event.name, event, violations: [] }));
const came = fc.array(anEvent, { maxLength: 8 }).map(rowsOf);

/** The same with some members left out, by the choices of `keep`; the items of a list all stay. */
function partOf(value, keep) {
  if (Array.isArray(value)) return value.map((item) => partOf(item, keep));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(() => keep()).map(([name, part]) => [name, partOf(part, keep)]));
}

/** Some rows, in another order, and what is expected of them. */
const someOf = fc.record({ rows: came, choices: fc.infiniteStream(fc.nat(99)) }).map(({ rows, choices }) => {
  const next = () => choices.next().value;
  const chosen = rows.map((row) => [next(), row]).filter(([at]) => at < 60).sort(([a], [b]) => a - b).map(([, row]) => row);
  return { rows, chosen, expected: chosen.map(({ event }) => ({ ...partOf(event, () => next() < 70), name: event.name })), next };
});

const pathsOf = (value, path = '') => (typeof value === 'object' && value !== null
  ? Object.entries(value).flatMap(([name, part]) => pathsOf(part, Array.isArray(value) ? `${path}[${name}]` : [path, name].filter(Boolean).join('.')))
  : [path]);

function withValueAt(value, path, replaced) {
  const copy = structuredClone(value);
  const steps = path.replace(/\[(\d+)\]/g, '.$1').split('.');
  const last = steps.pop();
  steps.reduce((part, step) => part[step], copy)[last] = replaced;
  return copy;
}

const assertOnce = (matched) => assert.equal(new Set(matched.map(({ row }) => row.id)).size, matched.length, 'each event once');

test('what is a part of some events that came, in any order, is always matched, each event once', () => {
  fc.assert(fc.property(someOf, ({ rows, expected }) => {
    const { matched, missing, unexpected } = compareWithExpected(expected, rows);
    assert.deepEqual(missing, []);
    assert.deepEqual(matched.map(({ index }) => index), [...expected.keys()]);
    assertOnce(matched);
    assert.equal(unexpected.length, rows.length - expected.length);
  }), RUNS);
});

test('in order, what came in that order is always matched, and rows rise', () => {
  fc.assert(fc.property(someOf, ({ rows, chosen, expected }) => {
    const inOrder = [...chosen.keys()].sort((a, b) => chosen[a].id - chosen[b].id).map((i) => expected[i]);
    const { matched, missing } = compareWithExpected(inOrder, rows, { isOrdered: true });
    assert.deepEqual(missing, []);
    assert.deepEqual(matched.map(({ row }) => row.id), matched.map(({ row }) => row.id).sort((a, b) => a - b));
  }), RUNS);
});

/** Every way there is. */
function mostPairs(expected, rows, isOrdered) {
  const isPart = (part, whole) => (typeof part !== 'object' || part === null ? part === whole
    : typeof whole === 'object' && whole !== null && Array.isArray(part) === Array.isArray(whole)
      && (!Array.isArray(part) || part.length === whole.length) && Object.entries(part).every(([name, value]) => Object.hasOwn(whole, name) && isPart(value, whole[name])));
  const best = (i, free) => (i === expected.length ? 0 : Math.max(best(i + 1, free),
    ...free.filter(({ event }) => isPart(expected[i], event)).map((row) => 1 + best(i + 1, free.filter(({ id }) => (isOrdered ? id > row.id : id !== row.id))))));
  return best(0, rows);
}

for (const isOrdered of [false, true]) {
  test(`as many are matched as any choice could match${isOrdered ? ', in order' : ''}`, () => {
    const small = fc.record({ name: fc.constantFrom('x', 'y'), properties: fc.dictionary(fc.constantFrom('p', 'q'), fc.oneof(fc.nat(1), fc.array(fc.nat(1), { maxLength: 2 })), { maxKeys: 2, noNullPrototype: true }) });
    fc.assert(fc.property(fc.array(small, { maxLength: 5 }), fc.array(small, { maxLength: 5 }).map(rowsOf), (expected, rows) => {
      const { matched, missing } = compareWithExpected(expected, rows, { isOrdered });
      assert.equal(matched.length, mostPairs(asJson(expected), rows, isOrdered));
      assert.equal(matched.length + missing.reduce((sum, { times }) => sum + times, 0), expected.length);
      assertOnce(matched);
    }), RUNS);
  });
}

test('one field changed is missing by exactly that path, and all others are matched', () => {
  let changed = 0;
  fc.assert(fc.property(someOf, ({ rows, chosen, expected, next }) => {
    const index = chosen.length > 0 ? next() % chosen.length : 0;
    const paths = chosen.length > 0 ? pathsOf(expected[index]).filter((path) => path !== 'name' && typeof valueAt(expected[index], path) !== 'object') : [];
    fc.pre(paths.length > 0);
    const path = paths[next() % paths.length];
    const { matched, missing } = compareWithExpected(expected.with(index, withValueAt(expected[index], path, FOREIGN)), rows);
    assert.equal(matched.length, expected.length - 1);
    assert.deepEqual(missing.map((one) => [one.index, one.reason, one.difference.path, one.difference.expected]), [[index, 'differs', path, FOREIGN]]);
    assert.equal(missing[0].nearest.name, expected[index].name);
    assert.match(missing[0].message, /in no event/);
    changed += 1;
  }), RUNS);
  assert.ok(changed > 500, `only ${changed} had a field to change`);
});

const valueAt = (value, path) => path.replace(/\[(\d+)\]/g, '.$1').split('.').reduce((part, step) => part[step], value);

const expect = async (collector, body) => {
  const response = await fetch(`${collector.url}/v1/qa/expect`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return { httpStatus: response.status, ...await response.json() };
};
const reasonsOf = ({ missing }) => missing.map(({ index, times, reason }) => [index, times, reason]);

test('a list is compared with what was accepted, and what is missing is said in words', async (t) => {
  const collector = await startCollector(t);
  const cart = (total_value, cart_id = 'c1') => cartUpdated({}, { total_value, cart_id });
  await collector.post([cart(1), cart(2), cart(2), invalidEvent({ user_id: 'ann' })]);
  const name = 'ecommerce.cart_updated';
  const answer = await expect(collector, { expected: [
    { name, properties: { total_value: 2 }, times: 3 },
    { name, properties: { total_value: 1 } },
    { name, properties: { products: [{ quantity: 3 }] } },
    { name, properties: { coupon: 'TEN' } },
    { name: 'ecommerce.order_placed' },
    { name, properties: { total_value: '43.5' } },
  ] });
  assert.deepEqual(answer.matched.map(({ index, row }) => [index, row.id]), [[0, 2], [0, 3], [1, 1]]);
  assert.deepEqual(reasonsOf(answer), [[0, 1, 'taken'], [2, 1, 'differs'], [3, 1, 'differs'], [4, 1, 'no_event'], [5, 1, 'refused']]);
  assert.deepEqual(answer.missing.map(({ message }) => message), [
    'expected[0] ecommerce.cart_updated: each event that is just that stands for another expected one already; the last is event 3',
    'expected[2] ecommerce.cart_updated: properties.products[0].quantity: expected 3, found 2 in event 3, which is nearest',
    'expected[3] ecommerce.cart_updated: properties.coupon: expected "TEN", found nothing in event 3, which is nearest',
    'expected[4] ecommerce.order_placed: no such event came',
    'expected[5] ecommerce.cart_updated: event 4 is just that, but was refused: properties.total_value unexpected_data_type',
  ]);
  assert.deepEqual(answer.unexpected, []);
});

test('what is a part of what is stored is matched, whatever it holds', async (t) => {
  const collector = await startCollector(t);
  const value = fc.oneof(fc.string({ unit: 'binary' }), fc.double({ noNaN: true, noDefaultInfinity: true }), tree);
  const stored = fc.sample(fc.dictionary(fc.string({ maxLength: 3 }), value, { maxKeys: 5, noNullPrototype: true }), { numRuns: 60, seed: 14 });
  await collector.post(stored.map((metadata) => cartUpdated({}, { metadata })));
  const events = (await collector.rows()).map(({ event }) => event);
  await fc.assert(fc.asyncProperty(fc.subarray(events), fc.infiniteStream(fc.nat(99)), async (chosen, choices) => {
    const expected = chosen.map((event) => ({ ...partOf(event, () => choices.next().value < 70), name: event.name }));
    const { matched, missing, unexpected } = await expect(collector, { expected });
    assert.deepEqual([missing, matched.length, unexpected.length], [[], chosen.length, events.length - chosen.length]);
  }), { numRuns: 40 });
});

test('an order is compared where it is asked for', async (t) => {
  const collector = await startCollector(t);
  await collector.post([1, 2, 3].map((total_value) => cartUpdated({}, { total_value })));
  const list = [3, 1, 2].map((total_value) => ({ name: 'ecommerce.cart_updated', properties: { total_value } }));
  assert.deepEqual((await expect(collector, { expected: list })).missing, []);
  const answer = await expect(collector, { expected: list, ordered: true });
  assert.deepEqual(reasonsOf(answer), [[0, 1, 'order']]);
  assert.match(answer.missing[0].message, /event 3 is just that, but came in another order/);
});

test('filters and a place say what is compared with', async (t) => {
  const collector = await startCollector(t);
  await collector.post([cartUpdated(), cartUpdated({ user_id: 'ann' }), invalidEvent({ user_id: 'ann' })]);
  await collector.postText('no event');
  const idsOf = ({ unexpected }) => unexpected.map(({ id }) => id);
  assert.deepEqual(idsOf(await expect(collector, { expected: [] })), [1, 2]);
  assert.deepEqual(idsOf(await expect(collector, { expected: [], user_id: 'ann' })), [2]);
  assert.deepEqual(idsOf(await expect(collector, { expected: [], status: 'refused' })), [3]);
  assert.deepEqual(idsOf(await expect(collector, { expected: [], after: 1 })), [2]);
});

test('all that came is compared with, however many pages that takes, and too many are not', { timeout: 120_000 }, async (t) => {
  const collector = await startCollector(t, { writesPerMinute: 0 });
  for (let i = 0; i < 3; i += 1) await collector.post(manyEvents(500));
  const expected = [{ name: 'ecommerce.cart_updated', times: 500 }];
  const { matched, unexpected } = await expect(collector, { expected });
  assert.deepEqual([matched.length, unexpected.length], [500, 1000]);
  for (let i = 0; i < 7; i += 1) await collector.post(manyEvents(500));
  assert.equal((await expect(collector, { expected })).httpStatus, 200);
  await collector.post(manyEvents(1));
  const { httpStatus, code, error } = await expect(collector, { expected });
  assert.deepEqual([httpStatus, code], [400, 'too_many_events']);
  assert.match(error, /reset before the test, or filter/);
});

test('what takes long to compare keeps no event waiting, and what would take too long is said to', { timeout: 120_000 }, async (t) => {
  const collector = await startProcess(t, temporaryFolder(t), { KAGO_WRITES_PER_MINUTE: '0' });
  const products = Array.from({ length: 60 }, (_, i) => ({ product_id: `p${i}`, variant_id: `v${i}`, quantity: 1, price: i }));
  for (let i = 0; i < 20; i += 1) await collector.post(Array.from({ length: 200 }, () => cartUpdated({}, { products })));
  /** @returns the answer, and the longest that a post waited meanwhile, of the whole time */
  const askMeanwhile = async (count) => {
    const expected = Array.from({ length: count }, (_, i) => ({ name: 'ecommerce.cart_updated', properties: { products: products.slice(0, 30).map((product) => ({ ...product, price: product.price + i + 1 })) } }));
    let isOver = false;
    let worst = 0;
    const begin = performance.now();
    const asked = expect(collector, { expected }).finally(() => { isOver = true; });
    while (!isOver) {
      const start = performance.now();
      await collector.post([]);
      worst = Math.max(worst, performance.now() - start);
    }
    return { answer: await asked, share: worst / (performance.now() - begin) };
  };
  const few = await askMeanwhile(4);
  assert.deepEqual([few.answer.httpStatus, few.answer.missing?.length, few.answer.unexpected?.length], [200, 4, 4000]);
  const many = await askMeanwhile(500);
  assert.deepEqual([many.answer.httpStatus, many.answer.code], [400, 'too_many_events']);
  assert.match(many.answer.error, /longer than 5000 ms.*reset before the test, filter, or expect fewer/);
  for (const { share } of [few, many]) assert.ok(share < 0.4, `a post waited ${share} of the time`);
});

test('what is wrong with a list is named', async (t) => {
  const collector = await startCollector(t);
  const deep = JSON.parse(`${'{"a":'.repeat(100)}1${'}'.repeat(100)}`);
  const wrong = [
    [{}, /"expected" is missing/], [{ expected: {} }, /"expected/], [{ expected: ['x'] }, /expected\.0/], [{ expected: [{}] }, /expected\.0/], [{ expected: [{ name: 'x', times: 0 }] }, /times/],
    [{ expected: [{ name: 'x', times: 300 }, { name: 'y', times: 201 }] }, /501 events/], [{ expected: [deep] }, /nested too deeply/], [{ expected: [], exact: true }, /exact/],
  ];
  for (const [body, words] of wrong) {
    const { httpStatus, error } = await expect(collector, body);
    assert.equal(httpStatus, 400, JSON.stringify(body).slice(0, 80));
    assert.match(error, words);
  }
});
