// The pixel's callbacks are Shopify's to call: whatever fails in them stays here.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { startPixel } from '../../dist/pixel.js';

const odd = { get id() { throw new Error('odd'); }, get customerPrivacy() { throw new Error('odd'); } };

test('a callback of the pixel throws into nothing, whatever it is called with', () => {
  const callbacks = [];
  const subscribe = (name, callback) => { callbacks.push(callback); };
  startPixel({ analytics: { subscribe }, customerPrivacy: { subscribe }, init: {}, browser: {} }, { collector: 'https://c.example/v1/events', writeKey: 'k' });
  assert.equal(callbacks.length, 3);
  for (const callback of callbacks) for (const event of [odd, undefined, null, 7]) callback(event);
});
