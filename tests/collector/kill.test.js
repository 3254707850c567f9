// The collector killed with `kill -9` in the middle of a load, again and again: a page loses nothing that was acked and
// doubles nothing that it sends again, and what a shop reads is what its events say.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { openDatabase } from '../../demo-store/collector/store/database.js';
import { rebuiltRowsIn, rowsIn, said, shuffled, startProcess, temporaryFolder } from './support.js';

const KILLS = 50;
const KILLS_PER_FILE = 5;

const random = (below) => Math.floor(Math.random() * below);

/** Of few carts and orders, so that requests meet in rows; from one event to some twenty. */
function nextRequest() {
  const visit = () => {
    const cart_id = `c${random(6)}`;
    const order_id = `o${random(6)}`;
    return [
      said(random(9), 'cart_updated', { cart_id }),
      said(random(9), 'checkout_started', { cart_id, checkout_id: `k${random(6)}` }, { user_id: `u${random(3)}` }),
      said(random(9), 'order_placed', { cart_id, order_id, total_value: random(9999) / 100 }),
      said(random(9), 'order_refunded', { cart_id, order_id, total_value: random(99) / 100 }),
    ];
  };
  return shuffled([visit(), visit(), visit(), visit(), visit()].flat()).slice(0, 1 + random(20));
}

/** What pages hold: requests that were said and not acked yet, which are sent again, as they were. */
function createPages() {
  const unacked = new Set();
  const acked = [];
  let acks = 0;
  async function post(server, request) {
    unacked.add(request);
    const response = await server.post(request);
    assert.equal(response.status, 200);
    const { results } = await response.json();
    assert.ok(results.every(({ status }) => status !== 'refused'));
    unacked.delete(request);
    acked.push(...request.map(({ event_id }) => event_id));
    acks += 1;
  }
  return {
    acked,
    said: () => [...acked, ...[...unacked].flat().map(({ event_id }) => event_id)],
    settle: (server) => Promise.all([...unacked].map((request) => post(server, request))),
    /** Four connections post until the server is killed, at a moment after so many acks. */
    async postAndKill(server, killAfterAcks) {
      const end = acks + killAfterAcks;
      let isKilled = false;
      const kill = async () => {
        isKilled = true;
        await wait(Math.random() * 8);
        server.child.kill('SIGKILL');
      };
      async function lane(again) {
        for (const request of again) await post(server, request);
        for (;;) {
          await post(server, nextRequest());
          if (acks >= end && !isKilled) await kill();
        }
      }
      const again = [...unacked];
      const lanes = [0, 1, 2, 3].map((n) => lane(again.filter((_, i) => i % 4 === n)));
      const ends = await Promise.allSettled(lanes);
      assert.deepEqual(ends.map(({ reason }) => reason).filter((error) => error instanceof assert.AssertionError), []);
    },
  };
}

async function storedIds(folder) {
  const { database } = await openDatabase(folder);
  const rows = database.prepare("SELECT event_id FROM records WHERE status = 'accepted' ORDER BY event_id").all();
  database.close();
  return rows.map(({ event_id }) => event_id);
}

async function assertWhole(folder, pages) {
  const stored = await storedIds(folder);
  const known = new Set(stored);
  assert.equal(known.size, stored.length, 'each event is there once');
  assert.deepEqual(pages.acked.filter((id) => !known.has(id)), [], 'what was acked is there');
  const live = await rowsIn(folder);
  assert.deepEqual(await rebuiltRowsIn(folder), live, 'rows are those of the events');
}

async function liveAndDie(t) {
  const folder = temporaryFolder(t);
  const pages = createPages();
  for (let kills = 0; kills < KILLS_PER_FILE; kills++) {
    const server = await startProcess(t, folder);
    await pages.postAndKill(server, random(25));
    assert.equal((await server.ended).signal, 'SIGKILL');
    await assertWhole(folder, pages);
  }
  const server = await startProcess(t, folder);
  await pages.settle(server);
  server.child.kill('SIGTERM');
  await server.ended;
  assert.deepEqual(await storedIds(folder), pages.said().sort(), 'what pages send again arrives, once');
  await assertWhole(folder, pages);
}

test(`nothing that was acked is lost or doubled by ${KILLS} times kill -9, and rows stay those of the events`, async (t) => {
  // Two at a time: the machine is never at rest.
  const lane = async () => {
    for (let n = 0; n < KILLS / KILLS_PER_FILE / 2; n++) await liveAndDie(t);
  };
  await Promise.all([lane(), lane()]);
});
