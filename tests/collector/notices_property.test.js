// Whatever shoppers do, and whatever happens to the collector meanwhile: a receiver is told what a reader of the whole
// history would say, each thing once.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { openDatabase } from '../../demo-store/collector/store/database.js';
import { rebuild } from '../../demo-store/collector/store/rebuild.js';
import { cartUpdated, fold, startCollector } from './support.js';
import { SECRET, startReceiver } from './receiver.js';

const MINUTE = 60_000;
const ABANDONED_MINUTES = 60;
const HISTORIES = 15;
const CARTS = ['a', 'b'];

const action = fc.oneof(
  { weight: 12, arbitrary: fc.record({ what: fc.constant('change'), cart: fc.constantFrom(...CARTS) }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('order'), cart: fc.constantFrom(...CARTS), twice: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('empty'), cart: fc.constantFrom(...CARTS) }) },
  { weight: 12, arbitrary: fc.record({ what: fc.constant('pass'), minutes: fc.constantFrom(1, 20, 40, 59, 60) }) },
  { weight: 1, arbitrary: fc.constant({ what: 'restart' }) },
  { weight: 1, arbitrary: fc.constant({ what: 'rebuild' }) },
  { weight: 1, arbitrary: fc.constant({ what: 'second' }) },
);

/** What there is to tell, from the whole history: the collector looks whenever time has passed. */
function reader() {
  const carts = Object.fromEntries(CARTS.map((id) => [id, { changed: null, toldOf: null, wasAbandoned: false }]));
  const told = [];
  return {
    told,
    change(id, at) { carts[id].changed = at; },
    empty(id) { carts[id].changed = null; },
    order(id, order) {
      carts[id].changed = null;
      if (carts[id].wasAbandoned) told.push(`converted ${id} ${order}`);
    },
    look(at) {
      for (const [id, cart] of Object.entries(carts)) {
        if (cart.changed === null || at - cart.changed < ABANDONED_MINUTES * MINUTE || cart.toldOf === cart.changed) continue;
        Object.assign(cart, { toldOf: cart.changed, wasAbandoned: true });
        told.push(`abandoned ${id}`);
      }
    },
  };
}

async function live(t, receiver, actions) {
  const clock = { at: Date.UTC(2026, 10, 27, 12) };
  const options = { now: () => clock.at, abandonedMinutes: ABANDONED_MINUTES, webhooks: [{ shop: 'shop', secret: SECRET, url: receiver.url }] };
  let collector = await startCollector(t, options);
  const opened = [collector];
  const open = async () => opened[opened.push(await startCollector(t, { ...options, dataFolder: collector.dataFolder })) - 1];
  const expected = reader();
  let orders = 0;
  // Servers stamp by the second; of one moment an order comes last. Here nothing happens in one moment.
  const say = (name, cart, properties = {}) => {
    clock.at += 1;
    return collector.post([{ ...cartUpdated({ event_id: randomUUID(), time: new Date(clock.at).toISOString() }, { cart_id: cart, ...properties }), name }]);
  };
  for (const { what, cart, minutes, twice } of actions) {
    if (what === 'change') {
      await say('ecommerce.cart_updated', cart);
      expected.change(cart, clock.at);
    } else if (what === 'order') {
      const order_id = `o${++orders}`;
      await say('ecommerce.order_placed', cart, { order_id });
      expected.order(cart, order_id);
      if (twice) await say('ecommerce.order_placed', cart, { order_id });
    } else if (what === 'empty') {
      await say('kago.cart_emptied', cart);
      expected.empty(cart);
    } else if (what === 'pass') {
      clock.at += minutes * MINUTE;
      expected.look(clock.at);
      await Promise.all(opened.map(({ app }) => app.webhooks.run()));
    } else if (what === 'restart') {
      for (const { app } of opened.splice(0)) await app.close();
      collector = await open();
    } else if (what === 'rebuild') {
      const { database } = await openDatabase(collector.dataFolder);
      await rebuild(database, fold);
      database.close();
    } else if (opened.length < 3) collector = await open();
  }
  clock.at += MINUTE;
  expected.look(clock.at);
  await collector.app.webhooks.run();
  for (const { app } of opened) await app.close();
  return expected.told;
}

test('a receiver is told what a reader of the whole history would say, each thing once', async (t) => {
  const receiver = await startReceiver(t);
  await fc.assert(fc.asyncProperty(fc.array(action, { minLength: 20, maxLength: 60 }), async (actions) => {
    receiver.requests.length = 0;
    const expected = await live(t, receiver, actions);
    assert.deepEqual(receiver.said().sort(), expected.sort());
    assert.equal(new Set(receiver.ids()).size, expected.length);
  }), { numRuns: HISTORIES });
});
