// Who reads along has no say in what is answered: it is committed.

import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { SCOPES } from '../../demo-store/collector/access/tokens.js';
import { cartUpdated, said, startCollector } from './support.js';

test('a reader\'s failure costs no answer, whatever was committed', async (t) => {
  const collector = await startCollector(t, { recoverUrls: [{ shop: 'shop', url: 'https://shop.example/cart' }], tokens: [{ token: 't', shop: 'shop', scopes: SCOPES }] });
  await collector.post([said(1, 'checkout_started', { checkout_id: 'k1' }, { user_id: 'ann' })]);
  const headers = { authorization: 'Bearer t' };
  const [{ abandoned_checkout_url: link }] = (await (await fetch(`${collector.url}/admin/api/2021-07/checkouts.json`, { headers })).json()).checkouts;
  const told = [];
  const { emit } = EventEmitter.prototype;
  t.mock.method(EventEmitter.prototype, 'emit', function (name, ...more) {
    if (name !== 'stored' && name !== 'reset') return emit.call(this, name, ...more);
    told.push(name);
    throw new Error('a reader\'s');
  });
  const statuses = [await collector.post([cartUpdated()]), await fetch(`${collector.url}/v1/recover`, { method: 'POST', body: link.split('/').at(-1) }),
    await fetch(`${collector.url}/v1/users/ann`, { method: 'DELETE', headers }), await fetch(`${collector.url}/v1/events`, { method: 'DELETE' })].map(({ status }) => status);
  assert.deepEqual(statuses, [200, 200, 200, 204]);
  assert.deepEqual(told, ['stored', 'stored', 'reset', 'reset']);
});
