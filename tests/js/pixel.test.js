// The pixel's callbacks are Shopify's to call: whatever fails in them stays here. And what no page's end can save is saved at once.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { startPixel } from '../../dist/pixel.js';

const { event } = JSON.parse(readFileSync(new URL('../fixtures/shopify-pixel/event.checkout_started.json', import.meta.url), 'utf8'));
const odd = { get id() { throw new Error('odd'); }, get customerPrivacy() { throw new Error('odd'); } };

test('a callback of the pixel throws into nothing, whatever it is called with', () => {
  const callbacks = [];
  const subscribe = (name, callback) => { callbacks.push(callback); };
  startPixel({ analytics: { subscribe }, customerPrivacy: { subscribe }, init: {}, browser: {} }, { collector: 'https://c.example/v1/events', writeKey: 'k' });
  assert.equal(callbacks.length, 3);
  for (const callback of callbacks) for (const event of [odd, undefined, null, 7]) callback(event);
});

test('an answer is written down at once, by no timer: a page whose end nobody sees leaves no lease to the next one', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const entries = new Map();
  const localStorage = {
    getItem: async (key) => entries.get(key) ?? null,
    setItem: async (key, value) => { entries.set(key, value); },
    removeItem: async (key) => { entries.delete(key); },
  };
  let answer;
  const asked = new Promise((resolve) => {
    t.mock.method(globalThis, 'fetch', (address, { body }) => {
      resolve(JSON.parse(new TextDecoder().decode(body)));
      return new Promise((respond) => { answer = respond; });
    });
  });
  startPixel({
    analytics: { subscribe: (name, callback) => { if (name === 'checkout_started') callback(event); } },
    browser: { localStorage, cookie: { get: async () => '' } },
    init: { context: { document: { location: { origin: 'https://shop.example' } } } },
  }, { collector: 'https://c.example/v1/events', writeKey: 'k', consent: 'granted', wasm: readFileSync(new URL('../../dist/kago-pixel.wasm', import.meta.url)) });
  const { events } = await asked;
  const rows = () => JSON.parse(entries.get('kago')).rows.length;
  assert.deepEqual([events.length, rows()], [1, 1]);
  answer(new Response(JSON.stringify({ results: events.map(({ event_id }) => ({ event_id, status: 'accepted' })) })));
  for (let turn = 0; turn < 100 && rows() > 0; turn++) await new Promise(setImmediate);
  assert.equal(rows(), 0);
});
