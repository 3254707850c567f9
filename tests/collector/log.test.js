// What the collector says of its work while shoppers, shops and strangers use it: enough to find a fault by, and nothing
// of what they sent.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cartUpdated, invalidEvent, startCollector } from './support.js';
import { SECRET, startReceiver } from './receiver.js';

const HOUR = 3_600_000;
const TOKEN = 'shpat_of_the_shop';
const CLIENT = { id: 'mailer', secret: 'secret-of-the-client', shop: 'shop', scopes: ['read_carts'] };
const SCOPES = ['read_customers', 'read_carts', 'read_orders', 'read_checkouts', 'erase_customers', 'write_settings'];
/** Each is sent somewhere below. */
const NEVER = ['anna@shop.example', '+49 30 1234', 'Anna', 'user-77', 'browser-5', 'cart-of-anna', 'order-of-anna', 'pk_private', 'pk_wrong', TOKEN, 'token-wrong', CLIENT.secret,
  'guessed', SECRET, 'whsec', 'in-the-query', 'in-the-path', 'in-the-address', 'in-the-message', '192.0.2.7', 'shop.example'];

function logOf(level = 'trace') {
  const lines = [];
  return { lines, all: () => lines.map((line) => JSON.parse(line)), log: { level, stream: { write: (line) => lines.push(line) } } };
}

const properties = { cart_id: 'cart-of-anna', metadata: { email: 'anna@shop.example', phone: '+49 30 1234', first_name: 'Anna' } };
const visit = { anonymous_id: 'browser-5', user_id: 'user-77' };

async function visitAll(collector, clock) {
  const { url } = collector;
  const headers = { authorization: `Bearer ${TOKEN}`, 'x-forwarded-for': '192.0.2.7', 'user-agent': 'Anna', cookie: 'email=anna@shop.example', referer: 'https://shop.example/?in-the-query' };
  const ask = async (path, options = {}) => (await fetch(url + path, { ...options, headers: { ...headers, ...options.headers } })).text();
  const post = (events, extra) => collector.post(events, { write_key: 'pk_private', ...extra }, headers);
  await post([cartUpdated(visit, properties), invalidEvent({ ...visit, properties: undefined }), 'anna@shop.example']);
  const contact = { email: 'anna@shop.example', first_name: 'Anna', phone: '+49 30 1234' };
  for (const more of [{}, { price: 'anna@shop.example' }]) await post([{ ...cartUpdated(visit), name: 'kago.customer_identified', properties: { ...contact, ...more } }]);
  await post([], { write_key: 'pk_wrong' });
  for (const text of ['{"email":"anna@shop.example"', '"anna@shop.example"', `{"write_key":"pk_private","events":"anna@shop.example"}`, 'anna@shop.example'.repeat(70_000)]) await collector.postText(text, headers);
  await collector.postText('anna@shop.example', { ...headers, 'content-type': 'application/anna@shop.example' });
  await collector.postText('\x1f\x8banna@shop.example', headers);
  for (const path of ['/v1/users/user-77', '/v1/users/in-the-path', '/v1/figures?in-the-query', '/v1/notices?state=in-the-query', '/admin/api/2021-07/checkouts.json?since_id=in-the-query',
    '/admin/api/2021-07/checkouts/in-the-path.json', `/v1.1/order.abandoned.list.json?api_key=${TOKEN}&store_key=shop&customer_email=anna@shop.example`, '/stores/shop/v3/abandoned-carts/in-the-path',
    '/in-the-path/anna@shop.example?email=anna@shop.example', '/%ZZ/anna@shop.example', '/healthz?in-the-query']) await ask(path);
  await ask('/v1/figures', { headers: { authorization: 'Bearer token-wrong' } });
  const json = { 'content-type': 'application/json' };
  for (const template of ['{{ "anna@shop.example" | nothing }}', '{% anna@shop.example', '{% shopping_cart {{context.${cart_id}}} %}Anna']) {
    await ask('/v1/preview', { method: 'POST', headers: json, body: JSON.stringify({ template, cart_id: 'cart-of-anna' }) });
  }
  await ask('/v1/preview', { method: 'POST', headers: json, body: '{"template":"anna@shop.example' });
  await ask('/stores/shop/v3/abandoned-carts/settings', { method: 'PUT', headers: json, body: '{"merchant_email_address":"anna@shop.example' });
  for (const client_secret of [CLIENT.secret, 'guessed']) {
    await ask('/oauth/token', { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials', client_id: 'mailer', client_secret }) });
  }
  clock.at += HOUR;
  await collector.app.webhooks.run();
  await post([{ ...cartUpdated(visit, { ...properties, order_id: 'order-of-anna' }), name: 'ecommerce.order_placed' }]);
  await collector.app.webhooks.run();
  await ask('/v1/users/user-77', { method: 'DELETE' });
}

async function openShop(t, level, options = {}) {
  const clock = { at: Date.UTC(2026, 10, 27, 12) };
  const log = logOf(level);
  const receiver = await startReceiver(t, (response) => response.writeHead(500).end('anna@shop.example'));
  const collector = await startCollector(t, {
    writeKeys: ['pk_private'], tokens: [{ token: TOKEN, shop: 'shop', scopes: SCOPES }], clients: [CLIENT], now: () => clock.at, log: log.log,
    webhooks: [{ shop: 'shop', secret: SECRET, url: `${receiver.url}?key=in-the-address` }], ...options,
  });
  return { collector, clock, log, receiver };
}

test('no line says anything of a shopper, nor any key, token, secret, address or query', async (t) => {
  const { collector, clock, log, receiver } = await openShop(t, 'trace');
  await visitAll(collector, clock);
  assert.ok(receiver.requests.length > 0);
  assert.ok(log.lines.length > 25, String(log.lines.length));
  assert.ok(log.all().some(({ answer }) => answer === 'HTTP 500'), 'the webhook\'s failure is there');
  for (const line of log.lines) for (const text of NEVER) assert.ok(!line.includes(text), `"${text}" stands in ${line}`);
});

test('each answer has a line with its route, status, duration and shop', async (t) => {
  const { collector, clock, log } = await openShop(t, 'info');
  await visitAll(collector, clock);
  const answers = log.all().filter(({ msg }) => msg === 'answered');
  const said = answers.map(({ method, route, status, shop }) => [method, route, status, shop].filter((part) => part !== undefined).join(' '));
  for (const line of ['POST /v1/events 200 shop', 'POST /v1/events 401', 'POST /v1/events 413', 'GET /v1/users/:id 200 shop', 'GET /v1/users/:id 404 shop', 'GET /v1/figures 401', 'POST /oauth/token 200',
    'GET /v1.1/order.abandoned.list.json 200 shop', 'GET 404', 'DELETE /v1/users/:id 200 shop']) assert.ok(said.includes(line), `${line} in ${said.join(', ')}`);
  for (const { reqId, ms, level, time } of answers) assert.ok(reqId.startsWith('req-') && ms >= 0 && level === 30 && time > 0);
  assert.equal(new Set(answers.map(({ reqId }) => reqId)).size, answers.length);
});

test('a fault of the program is told by its place, and not by words that quote a request', async (t) => {
  const { collector, log } = await openShop(t, 'error', { validate: (text) => JSON.parse(`${text}anna@shop.example`) });
  assert.equal((await collector.post([cartUpdated(visit)], { write_key: 'pk_private' })).status, 500);
  const [{ err, msg, reqId }] = log.all();
  assert.deepEqual([err.type, err.message, msg], ['SyntaxError', undefined, 'failed']);
  assert.match(err.stack.join('\n'), /log\.test\.js/);
  assert.ok(reqId);
  for (const text of NEVER) assert.ok(!log.lines.join().includes(text), text);
});

test('a fault of the disk is told in the disk\'s words', async (t) => {
  const { collector, log } = await openShop(t, 'error', { fold: () => { throw Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY', rawCode: 5 }); } });
  assert.equal((await collector.post([cartUpdated(visit)], { write_key: 'pk_private' })).status, 503);
  assert.equal(log.all()[0].err.message, 'database is locked');
});

test('who forgot to name a proxy is told so, once', async (t) => {
  const { collector, log } = await openShop(t, 'warn');
  const forwarded = { 'x-forwarded-for': '192.0.2.7' };
  for (let count = 0; count < 2; count++) await fetch(`${collector.url}/healthz`, { headers: forwarded });
  assert.deepEqual(log.all().map(({ msg }) => /KAGO_TRUST_PROXY/.test(msg)), [true]);
});

test('what somebody logs by mistake is left out', async (t) => {
  const { collector, log } = await openShop(t, 'info');
  collector.app.log.info({ email: 'anna@shop.example', request: { headers: { cookie: 'Anna' }, body: 'Anna' }, properties: 'Anna', user: { phone: '+49 30 1234' } }, 'mistake');
  collector.app.log.error(new Error('anna@shop.example'), 'anna@shop.example');
  collector.app.log.error({ err: new Error('anna@shop.example') }, 'anna@shop.example');
  assert.equal(log.all().filter(({ level, msg }) => level === 50 || msg === 'mistake').length, 3);
  for (const text of NEVER) assert.ok(!log.lines.join().includes(text), text);
});
