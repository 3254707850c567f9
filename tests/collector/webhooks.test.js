// How what there is to tell is told: signed, until somebody has taken it, and without costing anybody else.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { openDatabase } from '../../demo-store/collector/store/database.js';
import { limits } from '../../demo-store/collector/limits.js';
import { parseWebhook } from '../../demo-store/collector/webhooks/addresses.js';
import { cartUpdated, environmentOf, startCollector, startProcess, temporaryFolder } from './support.js';
import { SECRET, startReceiver, verify } from './receiver.js';

const NOON = Date.UTC(2026, 10, 27, 12);
const HOUR = 3_600_000;
const tokens = [{ token: 't', shop: 'shop', scopes: ['read_carts'] }, { token: 'poor', shop: 'shop', scopes: [] }, { token: 'south', shop: 'south', scopes: ['read_carts'] }];
const fails = (status) => (response) => response.writeHead(status).end('no');

/** A collector whose first cart has just been abandoned, and nobody told yet. */
async function openShop(t, receiver, options = {}) {
  const clock = { at: NOON };
  const all = { tokens, now: () => clock.at, webhooks: [{ shop: 'shop', secret: SECRET, url: receiver.url }], ...options };
  const collector = await startCollector(t, all);
  const say = (name, properties = {}) => collector.post([{ ...cartUpdated({ event_id: randomUUID(), time: new Date(clock.at).toISOString() }, properties), name }]);
  const run = async (ms = 0) => {
    clock.at += ms;
    await collector.app.webhooks.run();
  };
  const list = async (query = '', token = 't') => {
    const answer = await fetch(`${collector.url}/v1/notices${query}`, { headers: { authorization: `Bearer ${token}` } });
    return { status: answer.status, ...await answer.json() };
  };
  const states = async () => (await Promise.all(['waiting', 'delivered', 'dead', 'withdrawn'].map((state) => list(`?state=${state}`))))
    .flatMap(({ notices }) => notices).map(({ scope, state, attempts, answer }) => [scope.split('/').at(-1), state, attempts, answer].join(' '));
  await say('ecommerce.cart_updated');
  clock.at += HOUR;
  return { ...collector, options: all, clock, say, run, list, states };
}

test('a notice is posted as JSON in BigCommerce\'s envelope, and the library of Standard Webhooks finds it right', async (t) => {
  const receiver = await startReceiver(t);
  const shop = await openShop(t, receiver);
  await shop.run();
  const [request] = receiver.requests;
  assert.deepEqual([request.method, request.path, request.headers['content-type']], ['POST', '/hooks', 'application/json']);
  assert.equal(request.headers['webhook-timestamp'], String((NOON + HOUR) / 1000));
  const { hash, data: { token, ...data }, ...rest } = verify(t, request);
  assert.deepEqual(rest, { created_at: (NOON + HOUR) / 1000, store_id: 'shop', producer: 'stores/shop', scope: 'store/cart/abandoned' });
  assert.deepEqual([data, hash.length, token.length], [{ type: 'cart', id: 'c1' }, 40, 32]);
  assert.throws(() => verify(t, request, SECRET.toUpperCase()), /No matching signature/);
  assert.throws(() => verify(t, { ...request, body: request.body.replace('c1', 'c2') }), /No matching signature/);
  assert.throws(() => verify(t, { ...request, headers: { ...request.headers, 'webhook-id': 'other' } }), /No matching signature/);
});

test('nothing is told of how a shopper is to be reached', async (t) => {
  const receiver = await startReceiver(t);
  const shop = await openShop(t, receiver);
  const by = { user_id: 'ann', time: new Date(NOON).toISOString() };
  await shop.post([{ ...cartUpdated({ ...by, event_id: randomUUID() }), name: 'kago.customer_identified', properties: { email: 'ann@shop.example', last_name: 'Doe' } }]);
  await shop.run();
  await shop.say('ecommerce.order_placed', { order_id: 'o1' });
  await shop.run();
  assert.deepEqual(receiver.said(), ['abandoned c1', 'converted c1 o1']);
  assert.equal(JSON.stringify(receiver.requests).match(/ann|Doe/), null);
});

test('a secret may be given in Standard Webhooks\' own form', async (t) => {
  const receiver = await startReceiver(t);
  const secret = `whsec_${Buffer.from(SECRET).toString('base64')}`;
  await (await openShop(t, receiver, { webhooks: [{ shop: 'shop', secret, url: receiver.url }] })).run();
  assert.equal(verify(t, receiver.requests[0]).scope, 'store/cart/abandoned');
});

test('what isn\'t taken is tried again on BigCommerce\'s schedule, with the same id and body; then it is dead, and listed', async (t) => {
  const receiver = await startReceiver(t, fails(500));
  const shop = await openShop(t, receiver);
  await shop.run();
  for (const [n, seconds] of limits.webhookRetriesS.entries()) {
    await shop.run(seconds * 1000 - 1);
    assert.equal(receiver.requests.length, n + 1, `before attempt ${n + 2}`);
    assert.deepEqual((await shop.list('?state=waiting')).notices.map(({ attempts }) => attempts), [n + 1]);
    await shop.run(1);
    assert.equal(receiver.requests.length, n + 2);
  }
  assert.equal(limits.webhookRetriesS.reduce((sum, seconds) => sum + seconds), 173_040);
  await shop.run(10 * 24 * HOUR);
  assert.deepEqual([receiver.requests.length, new Set(receiver.ids()).size, new Set(receiver.requests.map(({ body }) => body)).size], [12, 1, 1]);
  for (const request of receiver.requests) verify(t, request);
  assert.equal(new Set(receiver.requests.map(({ headers }) => headers['webhook-timestamp'])).size, 12);
  const { notices: [{ id, created_at, ...dead }] } = await shop.list();
  assert.deepEqual([id, created_at], [receiver.ids()[0], new Date(NOON + HOUR).toISOString()]);
  assert.deepEqual(dead, { scope: 'store/cart/abandoned', cart_id: 'c1', state: 'dead', attempts: 12, next_at: null, answer: 'HTTP 500' });
});

test('any 2xx ends it, at whichever attempt', async (t) => {
  const receiver = await startReceiver(t, (response, count) => response.writeHead(count < 3 ? 503 : 202).end());
  const shop = await openShop(t, receiver);
  await shop.run();
  await shop.run(60_000);
  await shop.run(180_000);
  await shop.run(HOUR);
  assert.deepEqual(await shop.states(), ['abandoned delivered 3 HTTP 202']);
  assert.equal(receiver.requests.length, 3);
});

for (const [what, answer, told] of [
  ['a redirect is not followed', (response, url) => response.writeHead(307, { location: url }).end(), 'HTTP 307'],
  ['a receiver that is gone is asked again', (response) => response.writeHead(410).end(), 'HTTP 410'],
  ['a connection that breaks is no answer', (response) => response.destroy(), 'UND_ERR_SOCKET'],
]) {
  test(`${what}, and what was told counts as not taken`, async (t) => {
    const elsewhere = await startReceiver(t);
    const receiver = await startReceiver(t, (response) => answer(response, elsewhere.url));
    const shop = await openShop(t, receiver);
    await shop.run();
    assert.deepEqual(await shop.states(), [`abandoned waiting 1 ${told}`]);
    assert.equal(elsewhere.requests.length, 0);
  });
}

test('who can\'t be reached is told later', async (t) => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  const shop = await openShop(t, { url: `http://127.0.0.1:${port}/` });
  await shop.run();
  assert.deepEqual(await shop.states(), ['abandoned waiting 1 ECONNREFUSED']);
});

test('a receiver that never answers keeps nobody who stores events waiting, nor another shop\'s receiver', async (t) => {
  const silent = await startReceiver(t, () => {});
  const south = await startReceiver(t);
  const shop = await openShop(t, silent, { writeKeys: ['pk_demo=shop', 'pk_south=south'],
    webhooks: [{ shop: 'shop', secret: SECRET, url: silent.url }, { shop: 'south', secret: SECRET, url: south.url }] });
  await shop.post([cartUpdated()], { write_key: 'pk_south' });
  shop.clock.at += HOUR;
  const [asked, told] = [silent.next(), south.next()];
  shop.app.webhooks.run();
  await Promise.all([asked, told]);
  for (let n = 0; n < 20; n++) assert.deepEqual(await shop.statuses([cartUpdated({}, { cart_id: `d${n}` })]), ['accepted']);
  assert.deepEqual(await shop.states(), ['abandoned waiting 1 ']);
});

test('who answers too late counts as not having taken it', async (t) => {
  const silent = await startReceiver(t, () => {});
  const shop = await openShop(t, silent, { webhookTimeoutMs: 50 });
  await shop.run();
  assert.deepEqual(await shop.states(), ['abandoned waiting 1 no answer within 50 ms']);
});

test('an answer without an end is no trouble', async (t) => {
  const receiver = await startReceiver(t, (response) => {
    response.writeHead(200);
    const more = () => response.destroyed || (response.write('x'.repeat(65_536)) ? setImmediate(more) : response.once('drain', more));
    more();
  });
  const shop = await openShop(t, receiver);
  await shop.run();
  assert.deepEqual(await shop.states(), ['abandoned delivered 1 HTTP 200']);
});

for (const [what, name, properties] of [
  ['bought', 'ecommerce.order_placed', { order_id: '100' }],
  ['changed', 'ecommerce.cart_updated', { total_value: 50 }],
  ['emptied', 'kago.cart_emptied', {}],
]) {
  test(`that a cart was abandoned is not told any more once it was ${what}`, async (t) => {
    const receiver = await startReceiver(t, (response, count) => response.writeHead(count === 1 ? 503 : 200).end());
    const shop = await openShop(t, receiver);
    await shop.run();
    await shop.say(name, properties);
    await shop.run(60_000);
    assert.deepEqual(receiver.said().slice(1), what === 'bought' ? ['converted c1 100'] : []);
    assert.equal((await shop.list('?state=withdrawn')).notices.length, 1);
  });
}

test('two processes on one file send a notice once, however slow its receiver is', async (t) => {
  const open = [];
  const receiver = await startReceiver(t, (response) => open.push(response));
  const shop = await openShop(t, receiver);
  const second = await startCollector(t, { ...shop.options, dataFolder: shop.dataFolder });
  const asked = receiver.next();
  const first = shop.run();
  await asked;
  await second.app.webhooks.run();
  open[0].end();
  await first;
  assert.equal(receiver.requests.length, 1);
  assert.deepEqual(await shop.states(), ['abandoned delivered 1 HTTP 200']);
});

test('a collector that is stopped while a receiver is silent ends in time, and tells it later', async (t) => {
  const receiver = await startReceiver(t, (response, count) => count > 1 && response.end());
  const shop = await openShop(t, receiver);
  const asked = receiver.next();
  const sending = shop.run();
  await asked;
  await shop.app.close();
  await sending;
  const second = await startCollector(t, { ...shop.options, dataFolder: shop.dataFolder });
  shop.clock.at += 60_000;
  await second.app.webhooks.run();
  assert.equal(receiver.requests.length, 2);
  assert.equal(new Set(receiver.ids()).size, 1);
});

test('a process that dies in the last attempt leaves no notice behind that waits for ever', async (t) => {
  const receiver = await startReceiver(t, fails(500));
  const shop = await openShop(t, receiver);
  await shop.run();
  const { database } = await openDatabase(shop.dataFolder);
  database.exec(`UPDATE notices SET attempts = 12, next_at = ${shop.clock.at + 30_000}`);
  database.close();
  await shop.run(30_000);
  assert.deepEqual(await shop.states(), ['abandoned dead 12 HTTP 500']);
  assert.equal(receiver.requests.length, 1);
});

test('kill -9 at any moment loses no notice, and makes none twice', async (t) => {
  const dataFolder = temporaryFolder(t);
  let server;
  // It dies between the writing of a notice and the answer to it, sooner and later.
  const receiver = await startReceiver(t, (response, count) => (count % 3 === 1 && server ? server.child.kill('SIGKILL') : response.end()));
  const environment = { KAGO_WEBHOOKS: `shop:${SECRET}:${receiver.url}`, KAGO_ABANDONED_MINUTES: '1e-9' };
  const acked = [];
  for (let round = 0; round < 4; round++) {
    server = await startProcess(t, dataFolder, environment);
    try {
      for (;;) {
        const id = `c${acked.length}`;
        await (await server.post([cartUpdated({}, { cart_id: id })])).json();
        acked.push(id);
      }
    } catch {
      assert.equal((await server.ended).signal, 'SIGKILL');
    }
  }
  server = undefined;
  const last = await startCollector(t, { dataFolder, abandonedMinutes: 1e-9, now: () => Date.now() + HOUR, webhooks: [parseWebhook(environment.KAGO_WEBHOOKS)] });
  await last.app.webhooks.run();
  const { database } = await openDatabase(dataFolder);
  const rows = database.prepare('SELECT id, cart_id, state FROM notices ORDER BY cart_id').all();
  database.close();
  // A cart whose answer the kill took is there, too.
  assert.deepEqual(acked.filter((id) => !rows.some(({ cart_id, state }) => cart_id === id && state === 'delivered')), []);
  assert.equal(new Set(rows.map(({ cart_id }) => cart_id)).size, rows.length);
  const told = new Map();
  receiver.told().forEach(({ data: { id } }, i) => told.set(id, (told.get(id) ?? new Set()).add(receiver.ids()[i])));
  assert.deepEqual(rows.filter(({ id, cart_id }) => !(told.get(cart_id)?.size === 1 && told.get(cart_id).has(id))), []);
  assert.ok(receiver.requests.length > rows.length, 'some were told again');
});

test('notices are listed for a token with the scope, each shop its own', async (t) => {
  const shop = await openShop(t, await startReceiver(t));
  await shop.run();
  assert.deepEqual([(await shop.list('', 'poor')).status, (await shop.list('', 'wrong')).status, (await shop.list('?state=lost')).status], [403, 401, 400]);
  assert.deepEqual((await shop.list('?state=delivered', 'south')).notices, []);
  assert.equal((await shop.list('?state=delivered')).notices.length, 1);
});

test('a secret stands in no file and in no answer', async (t) => {
  const shop = await openShop(t, await startReceiver(t, fails(500)));
  await shop.run();
  for (const file of readdirSync(shop.dataFolder)) assert.equal(readFileSync(join(shop.dataFolder, file)).includes(SECRET), false, file);
  assert.equal(JSON.stringify(await shop.list('?state=waiting')).includes(SECRET), false);
});

for (const [what, text, message] of [
  ['no address', `shop:${SECRET}:`, /^webhooks: the webhook of the shop "shop" has no address: expected https/],
  ['an address without encryption', `shop:${SECRET}:http://crm.example/`, /"shop" leads to http:\/\/crm\.example: expected https/],
  ['an address that is a file', `shop:${SECRET}:file:///etc/passwd`, /expected https/],
  ['a user in its address', `shop:${SECRET}:https://me:pw@crm.example/`, /"shop" has a user in its address/],
  ['a secret that can be guessed', 'shop:short:https://crm.example/', /"shop" has a secret of 5 bytes: expected at least 24/],
  ['nothing but a name', 'shop', /"shop" has no address[^]*"shop" has a secret of 0 bytes/],
]) {
  test(`a webhook with ${what} is refused before anything starts, without its secret being told`, async (t) => {
    await assert.rejects(startCollector(t, { webhooks: [parseWebhook(text)] }), (error) => message.test(error.message) && !error.message.includes(SECRET));
  });
}

test('a webhook of a shop that no key writes for is refused, since nothing would ever be told', async (t) => {
  const webhooks = [{ shop: 'nord', secret: SECRET, url: 'https://crm.example/' }];
  await assert.rejects(startCollector(t, { writeKeys: ['a=north', 'b=south'], webhooks }), /"nord" is of no shop: the write keys are of north, south/);
});

test('the command says in one line what is wrong with a webhook, and ends', async () => {
  const environment = environmentOf({ KAGO_COLLECTOR_PORT: '0', KAGO_WEBHOOKS: `shop:${SECRET}:http://crm.example/` });
  await assert.rejects(promisify(execFile)(process.execPath, ['demo-store/collector/main.js'], { env: environment }), ({ code, stderr }) => code === 1
    && stderr === 'The collector can\'t start: KAGO_WEBHOOKS: the webhook of the shop "shop" leads to http://crm.example: expected https, or http on this machine.\n');
});

test('a shop has one webhook', async (t) => {
  const one = { shop: 'shop', secret: SECRET, url: 'https://crm.example/' };
  await assert.rejects(startCollector(t, { webhooks: [one, one] }), /the shop "shop" has two webhooks: expected one/);
});
