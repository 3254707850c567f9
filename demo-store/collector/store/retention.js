// Forgets what is older than the shop's time, by the collector's clock: events, and the rows that nothing younger touches.
// A cart goes with its checkouts and orders, all at once or not at all: so a rebuild makes the rows that are there, no cart
// is missing half of its changes, and no refund counts without its order. In small transactions, between the requests.

import { setImmediate as breathe } from 'node:timers/promises';
import { DAY_MS, limits } from '../limits.js';
import { emptyLog } from './database.js';
import { createVisits } from '../trace/store.js';
import { createForgetting } from './forget.js';
import { createKin, hasKin, isKinOf, kinColumns } from './kin.js';
import { claimRebuild, rebuild } from './rebuild.js';
import { inTransaction } from './transaction.js';

const IN_LIST = 'IN (SELECT value FROM json_each(?))';

/**
 * @param {import('libsql').Database} database
 * @param {(request: string) => string} fold
 * @param {{ retentionDays: number, now: () => number, log: import('fastify').FastifyBaseLogger }} options
 */
export function createRetention(database, fold, { retentionDays, now, log }) {
  const kin = createKin(database);
  const forgetting = createForgetting(database, fold);
  const visits = createVisits(database);
  const next = database.prepare(`SELECT ${kinColumns}, shop, status FROM records WHERE id > ? ORDER BY id LIMIT ?`);
  const isRebuilding = database.prepare('SELECT 1 FROM rebuilds');
  const removeNotices = database.prepare(`DELETE FROM notices WHERE shop = ? AND cart_id ${IN_LIST}`);
  // A place among the carts that were told of may be that of such a one; what has been told of its neighbours isn't told again.
  const unplace = database.prepare(`UPDATE judged SET cart_id = '' WHERE shop = ? AND cart_id ${IN_LIST}`);
  let running = null;
  let isStopping = false;

  /** Of one shop, within a transaction. */
  function forget(shop, events, ids) {
    forgetting.forget(shop, events, ids);
    for (const { cart_id } of ids) {
      const carts = JSON.stringify([...cart_id]);
      removeNotices.run([shop, carts]);
      unplace.run([shop, carts]);
    }
  }

  /** What of these can go. @returns {{ gone: object[], ids: Map<string, object[]>, place: number, large?: { shop: string, ids: object } }} */
  function choose(records, place, cutoff) {
    const gone = new Map();
    const ids = new Map();
    const young = [];
    for (const record of records) {
      if (gone.size >= limits.retentionEventsPerStep) break;
      place = record.id;
      if (gone.has(record.id) || young.some((one) => one.shop === record.shop && isKinOf(record, one.ids))) continue;
      const found = record.status === 'accepted' && hasKin(record) ? kin.of(record.shop, record, cutoff) : { is: 'old', ids: null, events: [record] };
      if (found.is === 'large') return { gone: [...gone.values()], ids, place, large: { shop: record.shop, ids: found.ids } };
      if (found.is === 'young') young.push({ shop: record.shop, ids: found.ids });
      else for (const event of found.events) gone.set(event.id, { ...event, shop: record.shop });
      if (found.is === 'old' && found.ids) ids.set(record.shop, [...(ids.get(record.shop) ?? []), found.ids]);
    }
    return { gone: [...gone.values()], ids, place };
  }

  /** Some events after that place. @returns {{ place: number | null, large?: object }} null: what follows is young */
  const step = inTransaction(database, (after, cutoff) => {
    // Rows that are being made may know already what would go.
    if (isRebuilding.all().length > 0) return { place: null };
    const records = next.all([after, limits.retentionEventsPerStep]);
    const firstYoung = records.findIndex(({ received_at }) => received_at >= cutoff);
    const old = firstYoung < 0 ? records : records.slice(0, firstYoung);
    if (old.length === 0) return { place: null };
    const { gone, ids, place, large } = choose(old, after, cutoff);
    for (const shop of new Set(gone.map((event) => event.shop))) forget(shop, gone.filter((event) => event.shop === shop), ids.get(shop) ?? []);
    return { place, large };
  });

  const piece = inTransaction(database, (shop, name, id, cutoff) => {
    claimRebuild(database);
    return database.prepare(`DELETE FROM records WHERE id IN (SELECT id FROM records WHERE shop = ? AND ${name} = ? AND status = 'accepted' AND received_at < ? LIMIT ?)`)
      .run([shop, id, cutoff, limits.retentionEventsPerStep]).changes > 0;
  });

  /** Of a cart with more events than go at once its rows can't be told in between: they are made anew at the end. */
  async function forgetLarge({ shop, ids }, cutoff) {
    for (const [name, list] of Object.entries(ids)) {
      for (const id of list) while (piece(shop, name, id, cutoff)) await breathe();
    }
    await rebuild(database, fold);
  }

  const forgetRest = inTransaction(database, (cutoff) => {
    database.prepare('DELETE FROM ledgers WHERE received_at < ?').run([cutoff]);
    visits.forgetBefore(Date.parse(cutoff));
    database.prepare('DELETE FROM access_tokens WHERE expires_at <= ?').run([now()]);
    database.prepare("DELETE FROM mended WHERE received_at < ? AND NOT EXISTS (SELECT 1 FROM records WHERE records.shop = mended.shop AND records.event_id = mended.event_id AND records.status = 'accepted')").run([cutoff]);
  });

  async function pass() {
    const cutoff = new Date(now() - retentionDays * DAY_MS).toISOString();
    for (let place = 0; place !== null && !isStopping;) {
      const done = step(place, cutoff);
      if (done.large) await forgetLarge(done.large, cutoff);
      place = done.place;
      await breathe();
    }
    if (isStopping) return;
    forgetRest(cutoff);
    await emptyLog(database);
  }

  /** Resolves when all that is old now is gone. */
  const run = () => {
    running ??= pass().finally(() => { running = null; });
    return running;
  };
  const tick = () => run().catch((error) => log.error(error));
  const timer = setInterval(tick, limits.retentionEveryMs).unref();

  return {
    run,
    /** Resolves when the database is not needed any more. */
    async stop() {
      isStopping = true;
      clearInterval(timer);
      await running?.catch(() => {});
    },
  };
}

/** @param {import('fastify').FastifyInstance} app @param {{ database: object, fold: Function, retentionDays: number, now: () => number }} parts */
export function addRetention(app, { database, fold, retentionDays, now }) {
  const retention = createRetention(database, fold, { retentionDays, now, log: app.log });
  app.decorate('retention', retention);
  app.addHook('onListen', async () => { retention.run().catch((error) => app.log.error(error)); });
  app.addHook('preClose', () => retention.stop());
}
