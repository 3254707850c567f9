// Tokens for services: OAuth 2's client credentials, as a real client asks for them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import * as oauth from 'openid-client';
import { hashOf, parseToken } from '../../demo-store/collector/access/tokens.js';
import { openDatabase } from '../../demo-store/collector/store/database.js';
import { cartUpdated, startCollector, temporaryFolder } from './support.js';

const SECRET = 'a-secret:of the 50%-service+';
const CLIENT = { id: 'mailer', secret: SECRET, shop: 'shop', scopes: ['read_customers', 'read_carts'] };
const start = (t, options) => startCollector(t, { clients: [CLIENT], ...options });

function clientOf({ url }, id, secret, auth) {
  const configuration = new oauth.Configuration({ issuer: url, token_endpoint: `${url}/oauth/token` }, id, {}, auth(secret));
  oauth.allowInsecureRequests(configuration);
  return (parameters) => oauth.clientCredentialsGrant(configuration, parameters);
}

const read = async ({ url }, path, token) => (await fetch(url + path, { headers: { authorization: `Bearer ${token}` } })).status;
const post = async ({ url }, body, headers = {}) => {
  const response = await fetch(`${url}/oauth/token`, { method: 'POST', body: new URLSearchParams(body), headers });
  return { status: response.status, ...(await response.json()) };
};

for (const auth of [oauth.ClientSecretBasic, oauth.ClientSecretPost]) {
  test(`a client that is known by ${auth.name} reads with the token that it is given`, async (t) => {
    const collector = await start(t);
    const grant = clientOf(collector, 'mailer', SECRET, auth);
    const { access_token, token_type, expires_in, scope } = await grant();
    assert.deepEqual([token_type, scope], ['bearer', 'read_customers read_carts']);
    assert.ok(expires_in > 3500 && expires_in <= 3600, String(expires_in));
    assert.equal(await read(collector, '/v1/figures', access_token), 200);
    assert.equal(await read(collector, '/admin/api/2021-07/checkouts.json', access_token), 403);
    const narrow = await grant({ scope: 'read_carts' });
    assert.equal(await read(collector, '/v1/figures', narrow.access_token), 403);
  });
}

test('a wrong secret, an unknown client and a scope too many are refused in OAuth\'s words', async (t) => {
  const collector = await start(t);
  const grant = { grant_type: 'client_credentials', client_id: 'mailer', client_secret: SECRET };
  for (const [change, status, error] of [
    [{ client_secret: 'wrong' }, 400, 'invalid_client'], [{ client_secret: '' }, 400, 'invalid_client'], [{ client_id: 'nobody' }, 400, 'invalid_client'],
    [{ scope: 'read_orders' }, 400, 'invalid_scope'], [{ grant_type: 'password' }, 400, 'unauthorized_client'], [{ grant_type: 'none' }, 400, 'unsupported_grant_type'],
  ]) {
    const answer = await post(collector, { ...grant, ...change });
    assert.deepEqual([answer.status, answer.error], [status, error], JSON.stringify(change));
    assert.equal(answer.access_token, undefined);
  }
  const basic = await post(collector, { grant_type: 'client_credentials' }, { authorization: `Basic ${btoa('mailer:wrong')}` });
  assert.deepEqual([basic.status, basic.error], [401, 'invalid_client']);
});

test('a token ends after its hour, also across a restart, and reads no other shop', async (t) => {
  const dataFolder = temporaryFolder(t);
  const first = await start(t, { dataFolder });
  const { access_token } = await clientOf(first, 'mailer', SECRET, oauth.ClientSecretBasic)();
  await first.app.close();
  let passed = 0;
  const collector = await start(t, { dataFolder, writeKeys: ['pk_demo', 'pk_other=other'], now: () => Date.now() + passed });
  await collector.post([cartUpdated({ user_id: 'u' })], { write_key: 'pk_other' });
  assert.equal(await read(collector, '/v1/users/u', access_token), 404);
  passed = 3_601_000;
  assert.equal(await read(collector, '/v1/figures', access_token), 401);
});

for (const [what, clients, statuses] of [
  ['still there', [CLIENT, { ...CLIENT, id: 'other' }], [200, 200]],
  ['no client any more', [], [401, 401]],
  ['another by that secret', [{ ...CLIENT, id: 'other' }], [401, 401]],
  ['given another secret', [{ ...CLIENT, secret: 'new' }], [401, 401]],
  ['moved to another shop', [{ ...CLIENT, shop: 'south' }], [401, 401]],
  ['left with fewer scopes', [{ ...CLIENT, scopes: ['read_carts'] }], [403, 200]],
]) {
  test(`a token whose client is ${what} after a restart may do what that client may`, async (t) => {
    const dataFolder = temporaryFolder(t);
    const writeKeys = ['pk_demo', 'pk_south=south'];
    const first = await start(t, { dataFolder, writeKeys });
    const { access_token } = await clientOf(first, 'mailer', SECRET, oauth.ClientSecretBasic)();
    await first.app.close();
    const collector = await start(t, { dataFolder, writeKeys, clients });
    assert.deepEqual([await read(collector, '/v1/figures', access_token), await read(collector, '/v1/notices', access_token)], statuses);
  });
}

test('neither a secret nor a token stands in the file, and a secret may be configured as its hash', async (t) => {
  const collector = await start(t, { clients: [{ ...CLIENT, secret: `sha256:${hashOf(SECRET)}` }], tokens: [{ token: `sha256:${hashOf('t-1')}`, shop: 'shop', scopes: ['read_customers'] }] });
  const { access_token } = await clientOf(collector, 'mailer', SECRET, oauth.ClientSecretBasic)();
  assert.deepEqual([await read(collector, '/v1/figures', access_token), await read(collector, '/v1/figures', 't-1')], [200, 200]);
  assert.equal(await read(collector, '/v1/figures', `sha256:${hashOf('t-1')}`), 401);
  await collector.app.close();
  const { database } = await openDatabase(collector.dataFolder);
  assert.equal(database.prepare('SELECT count(*) AS count FROM access_tokens').get().count, 1);
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
  const file = readFileSync(join(collector.dataFolder, 'collector.db'), 'latin1');
  for (const secret of [SECRET, access_token, 't-1']) assert.ok(!file.includes(secret), secret);
});

test('a client whose scope doesn\'t exist ends the start, by its name', async (t) => {
  await assert.rejects(start(t, { clients: [{ ...CLIENT, scopes: ['all'] }] }), /the client "mailer" has the scope "all"/);
});

test('what could let anybody in, or into another shop, ends the start and quotes no secret', async (t) => {
  const token = { token: 'SECRET', shop: 'shop', scopes: [] };
  for (const [options, message] of [
    [{ tokens: [{ ...token, token: 'sha256:12' }] }, /begins with "sha256:" and is no hash/],
    [{ clients: [{ ...CLIENT, secret: `sha256:${'g'.repeat(64)}` }] }, /is no hash/],
    [{ tokens: [token, { ...token, shop: 'b' }] }, /the shops "shop" and "b" have the same token/],
    [{ clients: [CLIENT, { ...CLIENT, shop: 'b' }] }, /two clients have the same id "mailer"/],
    [{ clients: [], writeKeys: ['k=a', 'k=b'] }, /the shops "a" and "b" have the same write key/],
  ]) await assert.rejects(start(t, options), (error) => message.test(error.message) && !error.message.includes('SECRET'));
  for (const text of ['SECRET:shop', 'mailer:SECRET', 'SECRET']) assert.throws(() => parseToken(text), (error) => !error.message.includes('SECRET'));
});
