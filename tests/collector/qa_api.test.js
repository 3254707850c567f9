// What a shop's own tests ask a collector with --qa: counts, lists and their filters, pages, the reset.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { matches, queryOf as inspectorsQuery, stepsOf, valuesAt } from '../../demo-store/collector/inspector/filter.js';
import { cartUpdated, invalidEvent, manyEvents, openStream, said, startCollector } from './support.js';

const idsOf = (rows) => rows.map(({ id }) => id);
const post = (collector, path, body, headers = {}) => fetch(collector.url + path, { method: 'POST', body: body === undefined ? undefined : JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } });
const postJson = async (...given) => (await post(...given)).json();

/** Rows 1 to 8, in two shops; the last is no event. */
async function startFilled(t) {
  const collector = await startCollector(t, { writeKeys: ['pk_demo', 'pk_b=b'] });
  await collector.post([
    cartUpdated({}, { total_value: 1, metadata: { note: '50% "off"', vip: true, nothing: null } }),
    cartUpdated({ user_id: 'ann', anonymous_id: 'a-2' }, { cart_id: 'c2', total_value: 2 }),
    said(1, 'checkout_started', { checkout_id: 'k1' }),
    said(2, 'order_placed', { order_id: 'o1', checkout_id: 'k1' }),
    invalidEvent(),
  ]);
  await collector.post([], { diagnostics: [{ id: 'd', status: 'refused', name: 'ecommerce.cart_updated', page: 'https://shop.example/cart', properties: { cart_id: 'c9' }, violations: [{ path: 'properties.currency', code: 'missing_property' }] }] });
  await collector.post([cartUpdated({}, { currency: 'USD', products: [{ product_id: '1', quantity: 1, price: 5 }, { product_id: 'Ü', quantity: 3, price: 7 }] })], { write_key: 'pk_b' });
  await collector.postText('{"write_key":"typo","events":[]}');
  return collector;
}

/** Filters, and the rows that each means. */
const FILTERS = [
  [{}, [1, 2, 3, 4, 5, 6, 7, 8]],
  [{ shop: 'b' }, [7]],
  [{ name: 'ecommerce.order_placed' }, [4]],
  [{ cart_id: 'c1' }, [1, 3, 4, 5, 7]],
  [{ checkout_id: 'k1' }, [3, 4]],
  [{ order_id: 'o1' }, [4]],
  [{ user_id: 'ann' }, [2]],
  [{ cart_id_prefix: 'c' }, [1, 2, 3, 4, 5, 6, 7]],
  [{ cart_id_prefix: 'C' }, []],
  [{ cart_id_prefix: 'c2', user_id_prefix: 'a' }, [2]],
  [{ cart_id_prefix: '%' }, []],
  [{ order_id_prefix: 'o', checkout_id_prefix: 'k1', anonymous_id_prefix: 'a-' }, [4]],
  [{ anonymous_id: 'a-2' }, [2]],
  [{ status: 'refused' }, [5, 6, 8]],
  [{ origin: 'collector' }, [1, 2, 3, 4, 5, 7]],
  [{ origin: 'page' }, [6]],
  [{ origin: 'request' }, [8]],
  [{ text: '50% "OFF"' }, [1]],
  [{ text: '5_% "' }, []],
  [{ text: 'unknown_write' }, [8]],
  [{ text: 'missing_prop' }, [6]],
  [{ where: { 'properties.total_value': 2 } }, [2]],
  [{ where: { 'properties.products[1].quantity': 3 } }, [7]],
  [{ where: { 'properties.products[].product_id': 'Ü' } }, [7]],
  [{ where: { 'properties.products[].product_id': '1', 'properties.currency': 'USD' } }, [7]],
  [{ where: { 'properties.products[].product_id': '1', 'properties.currency': 'EUR' } }, []],
  [{ where: { 'properties.metadata.vip': true } }, [1]],
  [{ where: { 'properties.metadata.nothing': null } }, [1]],
  [{ where: { 'properties.metadata.none[].at[].all': 1 } }, []],
  [{ where: { user_id: 'ann' }, status: 'accepted', cart_id: '' }, [2]],
  [{ from: '2000-01-01', to: '2001-01-01T00:00:00Z' }, []],
  [{ from: '2000-01-01T00:00:00+09:00' }, [1, 2, 3, 4, 5, 6, 7, 8]],
];

const queryOf = ({ where = {}, ...filter }) => new URLSearchParams([...Object.entries(filter), ...Object.entries(where).map(([path, value]) => ['where', `${path}=${value}`])]);

test('each filter means the same in a query, in a body, for counts and for the stream', async (t) => {
  const collector = await startFilled(t);
  for (const [filter, ids] of FILTERS) {
    const label = JSON.stringify(filter);
    assert.deepEqual(idsOf((await postJson(collector, '/v1/qa/events', filter)).events), ids, label);
    assert.deepEqual(idsOf((await collector.getJson(`/v1/qa/events?${queryOf(filter)}`)).events), ids, label);
    assert.deepEqual(idsOf((await collector.getJson(`/v1/events?${queryOf(filter)}`)).events), ids, label);
    assert.equal((await postJson(collector, '/v1/qa/all', filter)).total, ids.length, label);
    const stream = await openStream(t, collector.url, { query: `?after=0&${queryOf(filter)}` });
    assert.deepEqual((await stream.take(ids.length)).map(({ row }) => row.id), ids, label);
    stream.close();
  }
});

test('good and bad are what was accepted and what was not, and all counts them', async (t) => {
  const collector = await startFilled(t);
  for (const all of [await collector.getJson('/v1/qa/all'), await postJson(collector, '/v1/qa/all')]) assert.deepEqual(all, { total: 8, good: 5, bad: 3 });
  for (const ask of [(path) => collector.getJson(path), (path) => postJson(collector, path)]) {
    assert.deepEqual(idsOf((await ask('/v1/qa/good')).events), [1, 2, 3, 4, 7]);
    assert.deepEqual(idsOf((await ask('/v1/qa/bad')).events), [5, 6, 8]);
  }
  assert.deepEqual(await postJson(collector, '/v1/qa/all', { shop: 'b' }), { total: 1, good: 1, bad: 0 });
});

test('each row says whose it is, from which page, and when', async (t) => {
  const collector = await startFilled(t);
  const rows = await collector.rows();
  assert.deepEqual(rows.map(({ shop }) => shop), ['shop', 'shop', 'shop', 'shop', 'shop', 'shop', 'b', null]);
  assert.deepEqual([rows[1].user_id, rows[1].anonymous_id, rows[3].order_id, rows[3].checkout_id], ['ann', 'a-2', 'o1', 'k1']);
  assert.deepEqual(rows.map(({ page }) => page).filter(Boolean), ['https://shop.example/cart']);
  for (const row of rows) assert.ok(Date.parse(row.received_at) > 0);
});

test('what was received at a moment is found from it on, and not before it', async (t) => {
  let now = Date.UTC(2026, 10, 27, 9);
  const collector = await startCollector(t, { now: () => now });
  for (let i = 0; i < 4; i += 1, now += 60_000) await collector.post([cartUpdated()]);
  assert.deepEqual(idsOf(await collector.rows('?from=2026-11-27T09:01:00Z&to=2026-11-27T10:03:00%2B01:00')), [2, 3]);
});

test('a stream with a filter tells of later warnings of its own rows only', async (t) => {
  const collector = await startCollector(t);
  const events = [cartUpdated(), cartUpdated({}, { cart_id: 'c2' })];
  await collector.post(events);
  const stream = await openStream(t, collector.url, { query: '?cart_id=c2&after=0' });
  await stream.take(1);
  await collector.post([], { diagnostics: events.map(({ event_id, name }, i) => ({ id: `d${i}`, name, status: 'accepted', event_id, warnings: [{ path: 'p', code: 'mended' }] })) });
  await collector.post([cartUpdated({}, { cart_id: 'c2' })]);
  const [first, second] = await stream.take(2);
  assert.deepEqual([first.row.id, second.row.id].sort(), [2, 3]);
});

test('pages of any size and order give each row that is meant once, also after a restart', async (t) => {
  const before = await startCollector(t);
  await before.post([...manyEvents(7), ...manyEvents(600).map((event, i) => ({ ...event, user_id: i % 3 === 0 ? 'ann' : undefined }))].slice(0, 500));
  await before.post(manyEvents(300).map((event) => ({ ...event, user_id: 'ann' })));
  await before.app.close();
  const collector = await startCollector(t, { dataFolder: before.dataFolder });
  const all = [];
  for (let after = 0; after !== null;) {
    const page = await postJson(collector, '/v1/qa/good', { user_id: 'ann', limit: 500, after });
    all.push(...idsOf(page.events));
    after = page.next;
  }
  assert.equal(all.length, 465);
  await fc.assert(fc.asyncProperty(fc.integer({ min: 40, max: 500 }), fc.constantFrom('asc', 'desc'), async (limit, order) => {
    const seen = [];
    for (let after; after !== null;) {
      const page = await postJson(collector, '/v1/qa/good', { user_id: 'ann', limit, order, after });
      seen.push(...idsOf(page.events));
      after = page.next;
    }
    assert.deepEqual(order === 'asc' ? seen : seen.reverse(), all);
  }), { numRuns: 20 });
});

/** Filters as the inspector's form has them: of ids the beginning will do. */
const FORMS = [
  [{}, [1, 2, 3, 4, 5, 6, 7, 8]], [{ shop: 'b' }, [7]], [{ cart_id: 'c' }, [1, 2, 3, 4, 5, 6, 7]], [{ cart_id: 'c2', user_id: 'an' }, [2]], [{ order_id: 'o', checkout_id: 'k' }, [4]],
  [{ anonymous_id: 'a-2' }, [2]], [{ name: 'ecommerce.order_placed', status: 'accepted' }, [4]], [{ origin: 'request' }, [8]], [{ origin: 'page' }, [6]],
  [{ text: '50% "OFF"' }, [1]], [{ text: 'MISSING_prop' }, [6]], [{ text: 'unknown_write' }, [8]], [{ text: 'ü' }, []], [{ text: 'Ü' }, [7]], [{ text: '' }, [1, 2, 3, 4, 5, 6, 7, 8]],
  [{ where: ['properties.total_value=2'] }, [2]], [{ where: ['properties.total_value=2.0'] }, [2]], [{ where: ['properties.products[].product_id=1', 'properties.currency=USD'] }, [7]],
  [{ where: ['properties.metadata.vip=true'] }, [1]], [{ where: ['properties.metadata.note=50% "off"'] }, [1]], [{ where: ['properties.metadata.nothing=null'] }, [1]],
  [{ where: ['properties.products=x'] }, []], [{ to: '2001-01-01T00:00:00Z' }, []], [{ from: '2000-01-01T00:00:00+09:00' }, [1, 2, 3, 4, 5, 6, 7, 8]],
];

/** The page in debug mode that has made the second event, and handed it to Braze too. */
async function tellOfSecond(collector) {
  const page = 'a'.repeat(32);
  const { event_id: eventId } = (await collector.rows()).find(({ id }) => id === 2);
  const visit = { page, tab: 't1', opened_at: 1_795_000_000_000, url: 'http://localhost/' };
  const entries = [{ n: 1, at: 1_795_000_000_001, what: 'call', outcomes: [{ status: 'accepted', eventId }] }];
  const body = JSON.stringify({ write_key: 'pk_demo', visit, entries, status: { receivers: ['collector', 'braze'] } });
  await fetch(`${collector.url}/v1/qa/trace`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body });
  return [[{ visit: page }, [2]], [{ tab: 't1' }, [2]], [{ tab: 't' }, []], [{ receiver: 'braze' }, [2]]];
}

test('the inspector means by a filter what the collector means by it', async (t) => {
  const collector = await startFilled(t);
  const ofPage = await tellOfSecond(collector);
  const rows = await collector.rows();
  const accepted = idsOf(rows.filter(({ status }) => status === 'accepted'));
  for (const [filter, ids] of [...FORMS, ...ofPage, [{ receiver: 'collector' }, accepted]]) {
    const label = JSON.stringify(filter);
    assert.deepEqual(idsOf(await collector.rows(`?${new URLSearchParams(inspectorsQuery(filter))}`)), ids, label);
    assert.deepEqual(idsOf(rows.filter((row) => matches(row, filter))), ids, label);
  }
});

test('rows found by any properties are those that have them', async (t) => {
  const collector = await startCollector(t);
  const value = fc.oneof(fc.constantFrom('a', '1', 'true', "'", '"', '\\', 'ü\u2028', ''), fc.integer({ min: -1, max: 3 }), fc.boolean(), fc.constant(null), fc.constantFrom(0.1, 1e21, 5e-7));
  const tree = fc.letrec((tie) => ({ node: fc.oneof({ depthSize: 'small', maxDepth: 3 }, value, fc.array(tie('node'), { maxLength: 3 }), fc.dictionary(fc.constantFrom('a', 'b c', '$x', "d'"), tie('node'), { maxKeys: 3 })) })).node;
  const trees = fc.sample(tree, { numRuns: 200, seed: 14 });
  await collector.post(trees.map((metadata) => cartUpdated({}, { metadata })));
  const rows = await collector.rows('?limit=500');
  const step = fc.oneof(fc.constantFrom('.a', '.b c', '.$x', ".d'"), fc.constantFrom('[0]', '[1]', '[]'));
  const path = fc.array(step, { maxLength: 3 }).map((steps) => `properties.metadata${steps.join('')}`).filter((text) => !/\]\[\]|\[\]\[/.test(text));
  let found = 0;
  await fc.assert(fc.asyncProperty(path, value, async (way, wanted) => {
    const { events } = await postJson(collector, '/v1/qa/events', { where: { [way]: wanted }, limit: 500 });
    found += events.length;
    assert.deepEqual(idsOf(events), idsOf(rows.filter((row) => valuesAt(row.event, stepsOf(way)).includes(wanted))));
  }), { numRuns: 300, seed: 14 });
  assert.ok(found > 100, `the property looks at ${found} rows only`);
});

test('what is wrong with a filter is named', async (t) => {
  const collector = await startCollector(t);
  const wrong = [
    [{ where: { 'a"b': 1 } }, /"where".*properties\.products/], [{ where: { '': 1 } }, /where/], [{ where: { 'a\u0000b': 1 } }, /"where"/], [{ where: { 'a[].\u0000': 1 } }, /"where"/], [{ where: { 'a..b': 1 } }, /where/], [{ where: { 'a[x]': 1 } }, /where/],
    [{ where: { a: {} } }, /"where".*null/], [{ where: 'a=1' }, /where/], [{ from: 'yesterday' }, /"from".*2026-/], [{ to: '2026-99-99' }, /"to"/],
    [{ text: 'x'.repeat(256) }, /text/], [{ cart: 'c1' }, /"cart"/], [{ limit: 501 }, /limit/], [{ after: -1 }, /after/], [{ order: 'up' }, /asc or desc/], [{ status: 'fine' }, /status/], [{ origin: 'x' }, /collector or page or request/],
    [{ where: Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`a${i}`, 1])) }, /where/],
  ];
  for (const [body, words] of wrong) {
    const response = await post(collector, '/v1/qa/events', body);
    const { error, code } = await response.json();
    assert.equal(response.status, 400, JSON.stringify(body));
    assert.match(error, words);
    assert.match(code, /^invalid_(body|parameter)$/);
  }
  assert.match((await collector.getJson('/v1/qa/good?where=properties.currency')).error, /path=value/);
  assert.equal((await post(collector, '/v1/qa/good', { status: 'refused' })).status, 400, 'what good means is not for the asker');
  const response = await fetch(`${collector.url}/v1/qa/good`, { method: 'POST', body: '{' });
  assert.deepEqual([response.status, (await response.json()).code], [400, 'invalid_json']);
});

test('an event that is only tried out is judged as one that is posted, and not stored', async (t) => {
  const collector = await startCollector(t);
  const deep = JSON.parse(`${'['.repeat(500)}1${']'.repeat(500)}`);
  for (const event of [cartUpdated(), invalidEvent({ user_id: 'ann' }), { ...cartUpdated(), event_id: undefined }, { name: 'x' }, 7, [], null, cartUpdated({}, { metadata: deep })]) {
    const tried = await postJson(collector, '/v1/qa/validate', event);
    assert.equal((await collector.getJson('/v1/qa/all')).total, 0);
    const { results: [{ status, violations = [] }] } = await (await collector.post([event])).json();
    assert.deepEqual(tried, { status, violations });
    await postJson(collector, '/v1/qa/reset');
  }
});

test('a reset by either method empties everything and counts what is left', async (t) => {
  const collector = await startFilled(t);
  const stream = await openStream(t, collector.url);
  assert.deepEqual(await postJson(collector, '/v1/qa/reset'), { total: 0, good: 0, bad: 0 });
  assert.equal((await stream.take(1))[0].event, 'reset');
  await collector.post([cartUpdated()]);
  assert.deepEqual(await collector.getJson('/v1/qa/reset'), { total: 0, good: 0, bad: 0 });
  assert.equal((await fetch(`${collector.url}/v1/qa/reset`, { method: 'HEAD' })).status, 404);
});

test('no link or image of another page resets', async (t) => {
  const collector = await startCollector(t);
  await collector.post([cartUpdated()]);
  for (const site of ['cross-site', 'same-site']) {
    assert.equal((await fetch(`${collector.url}/v1/qa/reset`, { headers: { 'sec-fetch-site': site } })).status, 403, site);
  }
  assert.equal((await post(collector, '/v1/qa/reset', undefined, { origin: 'https://shop.example' })).status, 403);
  assert.equal((await collector.getJson('/v1/qa/all')).total, 1);
  for (const site of ['same-origin', 'none']) assert.equal((await fetch(`${collector.url}/v1/qa/reset`, { headers: { 'sec-fetch-site': site } })).status, 200, site);
});
