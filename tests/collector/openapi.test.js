// The document of all routes: valid, complete, and true of what is answered.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { validate } from '@readme/openapi-parser';
import { SCOPES } from '../../demo-store/collector/access/tokens.js';
import { cartUpdated, startCollector } from './support.js';

/** `GET /v1/users/{id}` of each route that is served, but those of browsers' own questions. */
function servedBy(app) {
  const found = [];
  const stack = [];
  for (const line of app.printRoutes({ commonPrefix: false, includeHooks: false }).split('\n').filter(Boolean)) {
    const [, indent, path, methods] = /^(\W*?[├└]── )(.*?) \((.*)\)$/.exec(line.replace(/^ /, '')) ?? /^(.*?[├└]── )(.*)()$/.exec(line);
    stack.length = Math.floor(indent.length / 4) - 1;
    stack.push(path);
    const url = stack.join('').replace(/:(\w+)(\((?:[^()]|\([^()]*\))*\))?/g, '{$1}');
    for (const method of methods.split(', ').filter((name) => name && name !== 'HEAD' && name !== 'OPTIONS')) found.push(`${method} ${url}`);
  }
  return found.sort();
}

const toldIn = ({ paths }) => Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`)).sort();

test('the document is valid OpenAPI 3.1', async (t) => {
  const collector = await startCollector(t, { publicUrl: 'https://collect.example' });
  const document = await collector.getJson('/openapi.json');
  const result = await validate(structuredClone(document));
  assert.ok(result.valid, JSON.stringify(result.errors));
  assert.equal(document.openapi, '3.1.0');
  assert.deepEqual(document.servers, [{ url: 'https://collect.example' }]);
});

test('every route that is served stands in it, and none of those for QA', async (t) => {
  const [collector, forQa] = [await startCollector(t, { qa: false }), await startCollector(t, { qa: true })];
  const document = await collector.getJson('/openapi.json');
  const served = servedBy(collector.app);
  assert.ok(served.includes('POST /v1/events') && served.includes('DELETE /v1/users/{id}') && served.length > 15, served.join(', '));
  assert.deepEqual(toldIn(document), served);
  assert.deepEqual(await forQa.getJson('/openapi.json'), document);
});

test('each route says what it is for and what it answers, and which scope it takes', async (t) => {
  const collector = await startCollector(t);
  const { paths, components } = await collector.getJson('/openapi.json');
  for (const [path, methods] of Object.entries(paths)) for (const [method, { summary, responses, security = [], parameters = [] }] of Object.entries(methods)) {
    const name = `${method} ${path}`;
    assert.ok(summary, name);
    assert.ok(responses[200] || responses[302], name);
    for (const wanted of security) for (const [scheme, scopes] of Object.entries(wanted)) {
      assert.ok(components.securitySchemes[scheme], `${name}: ${scheme}`);
      assert.deepEqual(scopes.filter((scope) => !SCOPES.includes(scope)), [], name);
    }
    assert.deepEqual(parameters.filter((parameter) => parameter.in === 'path').map((parameter) => `{${parameter.name}}`).sort(), (path.match(/\{\w+\}/g) ?? []).sort(), name);
  }
});

test('what routes answer has the members that it names, and no member is taken away', async (t) => {
  const token = { token: 't', shop: 'shop', scopes: SCOPES };
  const collector = await startCollector(t, { tokens: [token] });
  await collector.post([cartUpdated({ user_id: 'u' })]);
  const { paths } = await collector.getJson('/openapi.json');
  const headers = { authorization: 'Bearer t', 'x-auth-token': 't', 'x-api-key': 't', 'x-store-key': 'shop' };
  for (const [told, path] of [['/v1/users/{id}', '/v1/users/u'], ['/v1/figures'], ['/v1/notices'], ['/healthz'], ['/v1.1/order.abandoned.list.json'], ['/stores/{hash}/v3/abandoned-carts/settings', '/stores/shop/v3/abandoned-carts/settings'],
    ['/admin/api/{version}/checkouts.json', '/admin/api/2021-07/checkouts.json'], ['/admin/api/{version}/checkouts/count.json', '/admin/api/2021-07/checkouts/count.json'], ['/openapi.json']]) {
    const answer = await (await fetch(collector.url + (path ?? told), { headers })).json();
    const { properties } = paths[told].get.responses[200].content['application/json'].schema;
    assert.deepEqual(Object.keys(properties).filter((name) => !Object.hasOwn(answer, name)), [], told);
  }
});
