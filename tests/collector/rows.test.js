// What the events mean stands beside them: rows that are written in their transaction and can be made anew from them.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { shopsOf } from '../../demo-store/collector/access/keys.js';
import { openDatabase } from '../../demo-store/collector/store/database.js';
import { rebuild } from '../../demo-store/collector/store/rebuild.js';
import { writeOldFile } from './old-file.js';
import { environmentOf, fold, rebuiltRowsIn, rowsIn, said, shuffled, startCollector, temporaryFolder } from './support.js';

const visit = () => [
  said(1, 'cart_updated'),
  said(2, 'checkout_started', { checkout_id: 'k1' }, { user_id: 'u1' }),
  said(3, 'order_placed', { order_id: 'o1', total_value: 42.1 }),
  said(4, 'order_refunded', { order_id: 'o1', total_value: 0.1 }),
  said(5, 'cart_updated', { cart_id: 'c2' }),
  { ...said(6, 'x', {}, { user_id: 'u1' }), name: 'kago.customer_identified', properties: { email: 'ann@shop.example' } },
];

test('carts, checkouts, orders and figures stand there once their events are acked', async (t) => {
  const collector = await startCollector(t);
  await collector.post(visit());
  const { carts, checkouts, orders, identities, figures } = await rowsIn(collector.dataFolder);
  assert.deepEqual(carts.map(({ id, is_open, user_id }) => [id, is_open, user_id]), [['c1', 0, 'u1'], ['c2', 1, null]]);
  assert.deepEqual(checkouts.map(({ id, number, is_open, cart_id }) => [id, number, is_open, cart_id]), [['k1', 2, 0, 'c1']]);
  assert.deepEqual(orders.map(({ id, placed_at }) => [id, placed_at]), [['o1', Date.UTC(2026, 10, 27, 9, 3)]]);
  assert.deepEqual(identities.map(({ id, user_id }) => [id, user_id]), [['a-1', 'u1']]);
  assert.deepEqual(JSON.parse(figures[0].row), { currency: 'EUR', placed: 42.1, refunded: 0.1, revenue: 42, orders: 1, cancelled: 0, total_orders: 1 });
});

test('an event that comes again changes no row', async (t) => {
  const collector = await startCollector(t);
  const events = visit();
  await collector.post(events);
  const before = await rowsIn(collector.dataFolder);
  await collector.post(shuffled(events));
  assert.deepEqual(await rowsIn(collector.dataFolder), before);
});

test('an event that is refused changes no row', async (t) => {
  const collector = await startCollector(t);
  await collector.post([said(1, 'order_placed', { order_id: 'o1', total_value: '42.1' })]);
  assert.deepEqual(Object.values(await rowsIn(collector.dataFolder)).flat(), []);
});

test('two shops in one collector have rows of their own, whatever their ids', async (t) => {
  const collector = await startCollector(t, { writeKeys: ['pk_north=north', 'pk_south=south'] });
  const [event] = [said(1, 'order_placed', { order_id: 'o1', total_value: 5 })];
  const post = async (write_key) => (await (await collector.postText(JSON.stringify({ write_key, events: [event] }))).json()).results[0].status;
  assert.deepEqual([await post('pk_north'), await post('pk_south'), await post('pk_south')], ['accepted', 'accepted', 'duplicate']);
  const { orders, figures } = await rowsIn(collector.dataFolder);
  assert.deepEqual(orders.map(({ shop, id }) => [shop, id]), [['north', 'o1'], ['south', 'o1']]);
  assert.deepEqual(figures.map(({ shop, row }) => [shop, JSON.parse(row).placed]), [['north', 5], ['south', 5]]);
});

test('rows that are made anew from the events are the same, byte for byte', async (t) => {
  const collector = await startCollector(t);
  for (let n = 0; n < 20; n++) await collector.post(shuffled(visit().concat(visit())).slice(0, 7));
  const live = await rowsIn(collector.dataFolder);
  assert.ok(live.carts.length === 2 && live.figures.length === 1);
  assert.deepEqual(await rebuiltRowsIn(collector.dataFolder), live);
});

test('rows can be made anew while events come in', async (t) => {
  const collector = await startCollector(t);
  const visitOf = (n) => visit().map((event) => ({ ...event, properties: { ...event.properties, cart_id: `c${n % 40}`, order_id: event.properties.order_id && `o${n}` } }));
  for (let n = 0; n < 100; n += 20) await collector.post(Array.from({ length: 20 }, (_, i) => visitOf(n + i)).flat());
  const { database } = await openDatabase(collector.dataFolder);
  let isDone = false;
  const anew = rebuild(database, fold).then(() => { isDone = true; });
  let posts = 0;
  for (; !isDone; posts++) await collector.post(visitOf(100 + posts));
  await anew;
  database.close();
  assert.ok(posts > 1);
  await collector.post(visitOf(500));
  const live = await rowsIn(collector.dataFolder);
  assert.equal(live.orders.length, 101 + posts);
  assert.deepEqual(await rebuiltRowsIn(collector.dataFolder), live);
});

test('two who make rows anew at once, in two processes, spoil nothing', async (t) => {
  const collector = await startCollector(t);
  for (let n = 0; n < 30; n++) await collector.post(Array.from({ length: 20 }, (_, i) => said(n, 'order_placed', { order_id: `o${n}-${i}`, cart_id: `c${n}` })));
  const live = await rowsIn(collector.dataFolder);
  const connections = await Promise.all([1, 2, 3].map(() => openDatabase(collector.dataFolder)));
  await Promise.all(connections.map(({ database }) => rebuild(database, fold)));
  for (const { database } of connections) database.close();
  assert.deepEqual(await rowsIn(collector.dataFolder), live);
});

test('what is emptied while rows are made anew stays empty', async (t) => {
  const collector = await startCollector(t);
  for (let n = 0; n < 30; n++) await collector.post(Array.from({ length: 20 }, (_, i) => said(n, 'order_placed', { order_id: `o${n}-${i}` })));
  const { database } = await openDatabase(collector.dataFolder);
  const anew = rebuild(database, fold);
  await new Promise(setImmediate);
  await fetch(`${collector.url}/v1/events`, { method: 'DELETE' });
  await anew;
  database.close();
  assert.deepEqual(Object.values(await rowsIn(collector.dataFolder)).flat(), []);
});

test('a key that ends like base64 names no shop', () => {
  assert.deepEqual([...shopsOf(['YWJj==', 'YWJj=', 'pk=north', 'a=b=south'])], [['YWJj==', 'shop'], ['YWJj=', 'shop'], ['pk', 'north'], ['a=b', 'south']]);
});

test('a file of version 0.1 is brought up to date, and its events become rows', async (t) => {
  const dataFolder = temporaryFolder(t);
  const events = writeOldFile(dataFolder, visit());
  const collector = await startCollector(t, { dataFolder });
  assert.deepEqual((await collector.rows()).map(({ event }) => event), events);
  assert.deepEqual(await collector.statuses([events[0], said(6, 'cart_updated')]), ['duplicate', 'accepted']);
  const { carts, orders } = await rowsIn(dataFolder);
  assert.deepEqual([carts.map(({ shop, id, is_open }) => [shop, id, is_open]), orders.length], [[['shop', 'c1', 1], ['shop', 'c2', 1]], 1]);
});

test('the command `rebuild` mends rows that somebody has spoilt', async (t) => {
  const dataFolder = temporaryFolder(t);
  const collector = await startCollector(t, { dataFolder });
  await collector.post(visit());
  const good = await rowsIn(dataFolder);
  const { database } = await openDatabase(dataFolder);
  database.exec("DELETE FROM orders; UPDATE carts SET row = '{}'");
  database.close();
  const { stdout } = await promisify(execFile)(process.execPath, ['demo-store/collector/main.js', 'rebuild'], { env: environmentOf({ KAGO_DATA: dataFolder }) });
  assert.match(stdout, /made anew/);
  assert.deepEqual(await rowsIn(dataFolder), good);
});
