// BigCommerce's abandoned carts (seed 001), read by a client that its shops use.

import assert from 'node:assert/strict';
import http from 'node:http';
import net from 'node:net';
import { test } from 'node:test';
import BigCommerce from 'node-bigcommerce';
import { SECRET, startReceiver } from './receiver.js';
import { cartUpdated, startCollector } from './support.js';

const tokens = [
  { token: 't', shop: 'north', scopes: ['read_carts', 'write_settings'] }, { token: 'reads', shop: 'north', scopes: ['read_carts'] },
  { token: 'poor', shop: 'north', scopes: [] }, { token: 'south', shop: 'south', scopes: ['read_carts'] },
];
const GLOBAL = '/abandoned-carts/settings';
const SETTINGS = {
  enable_notification: true, email_customer_until_cart_is_recovered: true, marketing_emails_require_customer_consent: false,
  email_merchant_when_cart_is_converted: true, email_merchant_when_cart_is_abandoned: false, merchant_email_address: 'kim@shop.example',
  merchant_abandoned_cart_email_frequency_type: 'digest', merchant_abandoned_cart_digest_email_frequency: 40,
};

/** The client knows no address but BigCommerce's own: its agent leads to the collector instead. */
function clientOf(url, accessToken = 't', storeHash = 'north') {
  const agent = new http.Agent();
  agent.defaultPort = 443;
  agent.protocol = 'https:';
  agent.createConnection = () => net.connect(Number(new URL(url).port), '127.0.0.1');
  return new BigCommerce({ clientId: 'c', accessToken, storeHash, responseType: 'json', apiVersion: 'v3', agent });
}

/** @returns {Promise<[number, object]>} what the client's error carries */
const failure = (promise) => promise.then(() => assert.fail('expected a failure'), ({ code, responseBody }) => [code, JSON.parse(responseBody)]);

async function openShop(t, options = {}) {
  const collector = await startCollector(t, { tokens, writeKeys: ['pk_demo=north', 'pk_south=south'], ...options });
  return { ...collector, client: clientOf(collector.url), as: (token, hash) => clientOf(collector.url, token, hash) };
}

test('a cart is found by the token that a webhook told, and one that nobody knows is not', async (t) => {
  const receiver = await startReceiver(t);
  const { client, app, post } = await openShop(t, { abandonedMinutes: 1e-9, webhooks: [{ shop: 'north', secret: SECRET, url: receiver.url }] });
  await post([cartUpdated({}, { cart_id: '09346904-4175-44fd-be53-f7e598531b6c' })]);
  while (receiver.requests.length === 0) await app.webhooks.run();
  const [{ data: { id, token } }] = receiver.told();
  assert.deepEqual(await client.get(`/abandoned-carts/${token}`), { data: { cart_id: id }, meta: {} });
  const [code, { status, title, errors }] = await failure(client.get('/abandoned-carts/1eed6d2d979776ff18e695ceeb10ea61'));
  assert.deepEqual([code, status, title, errors], [404, 404, 'An abandoned cart with this token was not found.', {}]);
});

test('settings are those that were put, of the store and of a channel', async (t) => {
  const { client, as } = await openShop(t);
  assert.equal((await client.get(GLOBAL)).data.enable_notification, false);
  assert.deepEqual(await client.put(GLOBAL, SETTINGS), { data: SETTINGS, meta: {} });
  assert.deepEqual(await as('reads').get(GLOBAL), { data: SETTINGS, meta: {} });
  const none = Object.fromEntries(Object.keys(SETTINGS).map((name) => [name, null]));
  assert.deepEqual((await client.get(`${GLOBAL}/channels/3`)).data, none);
  const one = { ...none, merchant_email_address: 'lee@shop.example' };
  assert.deepEqual((await client.put(`${GLOBAL}/channels/3`, { merchant_email_address: 'lee@shop.example' })).data, one);
  assert.deepEqual([(await client.get(`${GLOBAL}/channels/3`)).data, (await client.get(GLOBAL)).data], [one, SETTINGS]);
  assert.equal((await as('south', 'south').get(GLOBAL)).data.enable_notification, false);
});

test('settings are there after a restart, and what was read can be put again', async (t) => {
  const first = await openShop(t);
  await first.client.put(GLOBAL, SETTINGS);
  const second = await openShop(t, { dataFolder: first.dataFolder });
  assert.deepEqual((await second.client.get(GLOBAL)).data, SETTINGS);
  const { data } = await second.as('south', 'south').get(GLOBAL);
  assert.deepEqual((await second.client.put(GLOBAL, data)).data, data);
});

test('the documentation\'s `enabled` is taken as `enable_notification`', async (t) => {
  const { client } = await openShop(t);
  const { enable_notification, ...rest } = SETTINGS;
  assert.deepEqual((await client.put(GLOBAL, { ...rest, enabled: enable_notification })).data, SETTINGS);
});

for (const [what, changes, field, expected] of [
  ['a flag that is a text', { enable_notification: 'yes' }, 'enable_notification', 'expected true or false'],
  ['a setting that is missing', { email_merchant_when_cart_is_abandoned: undefined }, 'email_merchant_when_cart_is_abandoned', 'expected true or false'],
  ['a setting that a store can not leave open', { merchant_email_address: null }, 'merchant_email_address', 'expected an e-mail address, or an empty text for none'],
  ['a digest of one', { merchant_abandoned_cart_digest_email_frequency: 1 }, 'merchant_abandoned_cart_digest_email_frequency', 'expected a whole number from 2 to 1000'],
  ['a frequency of another name', { merchant_abandoned_cart_email_frequency_type: 'daily' }, 'merchant_abandoned_cart_email_frequency_type', 'expected digest or individual'],
  ['an address that is none', { merchant_email_address: 'kim' }, 'merchant_email_address', 'expected an e-mail address, or an empty text for none'],
]) {
  test(`${what} is refused by its name, and nothing is changed`, async (t) => {
    const { client } = await openShop(t);
    const before = await client.get(GLOBAL);
    const [code, { status, title, type, errors }] = await failure(client.put(GLOBAL, { ...SETTINGS, ...changes }));
    assert.deepEqual([code, status, title, errors], [422, 422, 'JSON data is missing or invalid', { [field]: expected }]);
    assert.match(type, /api-status-codes$/);
    assert.deepEqual(await client.get(GLOBAL), before);
  });
}

test('a setting that nobody knows, a channel that is none and a body that is none are refused', async (t) => {
  const { client, url } = await openShop(t);
  assert.match((await failure(client.put(GLOBAL, { ...SETTINGS, enable_notifications: true })))[1].errors.enable_notifications, /no setting has this name/);
  assert.deepEqual((await failure(client.get(`${GLOBAL}/channels/zero`)))[1].errors, { channel_id: 'expected a whole number from 1' });
  assert.deepEqual((await failure(client.put(GLOBAL, [1])))[1].errors, { body: 'expected an object of settings' });
  const put = (body, type = 'application/json') => fetch(`${url}/stores/north/v3${GLOBAL}`, { method: 'PUT', body, headers: { 'x-auth-token': 't', 'content-type': type } });
  const answers = [await put('{"a":'), await put('a', 'text/html')];
  assert.deepEqual(await Promise.all(answers.map(async (answer) => [answer.status, (await answer.json()).title])), [[400, 'Input is invalid.'], [415, 'Unsupported Media Type']]);
});

test('a wrong token, another store\'s and a missing scope are told as BigCommerce tells them', async (t) => {
  const { as } = await openShop(t);
  for (const [token, hash] of [['wrong', 'north'], ['south', 'north'], ['t', 'south']]) {
    const [code, { status, title }] = await failure(as(token, hash).get(GLOBAL));
    assert.deepEqual([code, status, title], [401, 401, 'Unauthorized']);
  }
  const forbidden = [403, 'You don\'t have a required scope to access the endpoint', {}];
  for (const request of [as('poor').get(GLOBAL), as('reads').put(GLOBAL, SETTINGS)]) {
    const [code, { title, errors }] = await failure(request);
    assert.deepEqual([code, title, errors], forbidden);
  }
});
