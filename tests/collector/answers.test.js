// Every route of /openapi.json, asked in every way that is wrong: what is answered is one of the statuses that it names,
// in the form that it says.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import Ajv2020 from 'ajv/dist/2020.js';
import { SCOPES } from '../../demo-store/collector/access/tokens.js';
import { said, startCollector } from './support.js';

const IDS = { version: '2021-07', file: 'k1.json', hash: 'shop', channel_id: '1', token: 'x', id: 'ann' };
const LARGE = 3_000_000;
const deep = (levels) => `${'{"context":['.repeat(levels)}${']}'.repeat(levels)}`;

/** Each a body and its content type; undefined: without one. */
const BODIES = {
  'no body': [undefined, undefined],
  'an empty body of JSON': ['', 'application/json'],
  'a broken body': ['{', 'application/json'],
  'a body that is null': ['null', 'application/json'],
  'a body that is a list': ['[]', 'application/json'],
  'a body that is a number': ['7', 'application/json'],
  'an empty object': ['{}', 'application/json'],
  'members that nobody knows': ['{"a":1,"__proto__":{"b":1}}', 'application/json'],
  'members of the wrong type': ['{"template":1,"cart_id":[],"context":7,"write_key":{},"events":7}', 'application/json'],
  'a deep body': [deep(5_000), 'application/json'],
  'a deep context': [`{"template":"x","cart_id":"c","context":{"a":${deep(5_000)}}}`, 'application/json'],
  'text': ['nonsense', 'text/plain'],
  'a form': ['grant_type=nothing&client_id=x&client_id=y', 'application/x-www-form-urlencoded'],
  'an empty form': ['', 'application/x-www-form-urlencoded'],
  'a wrong type': ['<x/>', 'application/xml'],
  'no type': [Buffer.from('x'), undefined],
  'a type that is none': ['x', 'nonsense'],
  'half of gzip': [gzipSync('x'.repeat(1_000)).subarray(0, 20), 'text/plain'],
  'a packed bomb': [gzipSync(Buffer.alloc(30_000_000)), 'text/plain'],
  'too large JSON': [`{"template":"${'x'.repeat(LARGE)}"}`, 'application/json'],
  'too large text': ['x'.repeat(LARGE), 'text/plain'],
  'a too large form': [`client_id=${'x'.repeat(LARGE)}`, 'application/x-www-form-urlencoded'],
};
const PARTS = { 'half an escape': '%E0%A4', 'a bare %': '%', 'a zero': '%00', 'a space': '%20', 'a path': '..%2F..%2Fx', 'an id of 300 letters': 'x'.repeat(300), 'an id of 300 kana': encodeURIComponent('\u30ab'.repeat(300)),
  'an id of 9,000 letters': 'x'.repeat(9_000), 'an id of 20,000 letters': 'x'.repeat(20_000) };
const QUERIES = { 'an unknown parameter': '?nothing=1', 'half an escape in the query': '?limit=%E0%A4', 'a wrong limit': '?limit=x&count=x', 'a parameter twice': '?limit=1&limit=2&count=1&count=2&state=dead&state=dead', 'a long query': `?limit=${'1'.repeat(9_000)}` };

/** With so many tokens that none asks too often. */
async function openShop(t) {
  const tokens = Array.from({ length: 400 }, (_, i) => ({ token: `t${i}`, shop: 'shop', scopes: SCOPES }));
  const collector = await startCollector(t, {
    qa: false, trustProxy: ['loopback'], bodyLimitBytes: 100_000, tokens: [...tokens, { token: 'poor', shop: 'shop', scopes: [] }], clients: [{ id: 'c', secret: 's', shop: 'shop', scopes: [] }], recoverUrls: [{ shop: 'shop', url: 'https://shop.example/cart' }] });
  await collector.post([said(1, 'checkout_started', { checkout_id: 'k1' }, { user_id: 'ann' })]);
  const document = await collector.getJson('/openapi.json');
  const ajv = new Ajv2020({ strict: false });
  const validators = new Map();
  let asked = 0;

  /** @returns {Promise<string | null>} what is wrong with the answer */
  async function ask({ path, method }, { ids = IDS, query = '', token, body: [body, type] = [], headers: more = {} }) {
    asked += 1;
    const used = token ?? `t${asked % tokens.length}`;
    const url = collector.url + path.replace(/\{(\w+)\}/g, (_, name) => ids[name]) + query;
    const headers = { 'x-forwarded-for': `10.1.${asked >> 8}.${asked & 255}`, ...(used && { authorization: `Bearer ${used}`, 'x-auth-token': used, 'x-api-key': used, 'x-store-key': 'shop' }), ...(type && { 'content-type': type }), ...more };
    const response = await fetch(url, { method, body, headers, redirect: 'manual' });
    const text = await response.text();
    const { responses } = document.paths[path][method.toLowerCase()];
    const told = responses[response.status];
    if (!told) return `${response.status} ${text.slice(0, 150)}: it names ${Object.keys(responses)}`;
    if (response.status >= 500) return `${response.status} ${text}`;
    const schema = told.content?.['application/json']?.schema;
    if (!schema) return null;
    if (!response.headers.get('content-type')?.startsWith('application/json')) return `${response.status} of ${response.headers.get('content-type')}`;
    if (!validators.has(schema)) validators.set(schema, ajv.compile(schema));
    const isRight = validators.get(schema)(JSON.parse(text));
    const isEmpty = response.status >= 400 && Object.values(JSON.parse(text)).some((value) => value === '' || (typeof value === 'string' && /undefined|\[object/.test(value)));
    return isRight && !isEmpty ? null : `${response.status} ${text.slice(0, 200)}: ${ajv.errorsText(validators.get(schema).errors)}`;
  }

  const routes = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => ({ path, method: method.toUpperCase() })));
  return { ...collector, ask, routes };
}

async function faultsOf(shop, ways) {
  const faults = [];
  for (const route of shop.routes) for (const [name, how] of ways(route)) {
    const fault = await shop.ask(route, how);
    if (fault) faults.push(`${route.method} ${route.path} with ${name}: ${fault}`);
  }
  return faults;
}

test('whatever the body, each route answers with a status and a form that it names', async (t) => {
  const shop = await openShop(t);
  assert.ok(shop.routes.length > 15);
  const faults = await faultsOf(shop, ({ method }) => Object.entries(BODIES).filter(([name]) => name === 'no body' || method !== 'GET').map(([name, body]) => [name, { body }]));
  assert.deepEqual(faults, []);
});

test('whatever stands in the path or behind it, each route answers with a status and a form that it names', async (t) => {
  const shop = await openShop(t);
  const faults = await faultsOf(shop, ({ path }) => [
    ...[...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => Object.entries(PARTS).map(([what, part]) => [`${what} for its ${name}`, { ids: { ...IDS, [name]: part } }])),
    ...Object.entries(QUERIES).map(([what, query]) => [what, { query }]),
  ]);
  assert.deepEqual(faults, []);
});

test('whoever asks, each route answers with a status and a form that it names', async (t) => {
  const shop = await openShop(t);
  const faults = await faultsOf(shop, () => [['no token', { token: '' }], ['a token of nobody', { token: 'nobody' }], ['a token without scopes', { token: 'poor' }], ['a page\'s origin', { headers: { origin: 'https://evil.example' } }]]);
  assert.deepEqual(faults, []);
});

test('each route of a token says how often it may ask', async (t) => {
  const shop = await openShop(t);
  const faults = await faultsOf(shop, () => [['one token too often', { token: 't1' }]].concat(Array.from({ length: 60 }, (_, i) => [`one token for the ${i + 2}th time`, { token: 't1' }])));
  assert.deepEqual(faults, []);
});

test('what is wrong is told in the words of whom the path is for', async (t) => {
  const shop = await openShop(t);
  const answer = async (path, init = {}) => {
    const response = await fetch(shop.url + path, { ...init, headers: { authorization: 'Bearer t1', ...init.headers } });
    return [response.status, await response.json()];
  };
  const post = (body, type) => ({ method: 'POST', body, headers: { 'content-type': type } });
  assert.deepEqual(await answer('/v1/users/%E0%A4'), [400, { error: 'The path has a "%" that is no escaped byte of UTF-8: expected ids as encodeURIComponent writes them.', code: 'malformed_path' }]);
  assert.deepEqual((await answer(`/v1/users/${'x'.repeat(9_000)}`))[1].code, 'path_too_long');
  assert.deepEqual((await answer(`/v1/users/${'x'.repeat(20_000)}`)), [431, { error: 'The path and the headers are larger than 16 kB.', code: 'headers_too_large' }]);
  assert.deepEqual(await answer('/v1/preview', post('{"template":"x"}', 'application/json')), [400, { error: 'Member "cart_id" is missing.', code: 'invalid_body' }]);
  assert.deepEqual(await answer('/v1/preview', post('x', 'text/plain')), [415, { error: 'content-type must be application/json.', code: 'unsupported_content_type' }]);
  assert.deepEqual(await answer('/v1/preview', post('{', 'application/json')), [400, { error: 'The body is not JSON.', code: 'invalid_json' }]);
  assert.deepEqual(await answer('/v1/recover', post('x'.repeat(20_000), 'text/plain')), [413, { error: 'The body is larger than the 16384 bytes that are taken here.', code: 'body_too_large' }]);
  assert.match((await answer('/v1/events', post('x'.repeat(LARGE), 'text/plain')))[1].error, /send fewer events/);
  for (const [body, type, status, error] of [['x=1', 'text/plain', 415, 'invalid_request'], ['x=1', 'application/x-www-form-urlencoded', 400, 'invalid_client'], [undefined, '', 400, 'invalid_request'],
    [`x=${'1'.repeat(20_000)}`, 'application/x-www-form-urlencoded', 413, 'invalid_request']]) {
    const [was, answered] = await answer('/oauth/token', type ? post(body, type) : { method: 'POST' });
    assert.deepEqual([was, Object.keys(answered).sort(), answered.error], [status, ['error', 'error_description'], error], String(body).slice(0, 20));
    assert.match(answered.error_description, /^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
  }
  assert.deepEqual(await answer('/admin/api/2021-07/checkouts/%E0%A4.json'), [400, { errors: 'The path has a "%" that is no escaped byte of UTF-8: expected ids as encodeURIComponent writes them.' }]);
  assert.deepEqual(await answer('/admin/api/2021-07/nothing.json'), [404, { errors: 'Not Found' }]);
  assert.deepEqual((await answer('/stores/%E0%A4/v3/abandoned-carts/x'))[1].title, 'Input is invalid.');
  assert.deepEqual((await answer('/v1.1/nothing.json'))[1].return_code, 3);
  assert.equal((await answer('/nothing', post('<x/>', 'application/xml')))[0], 404);
});
