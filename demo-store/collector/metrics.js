// GET /metrics, for Prometheus: what the collector does, in numbers of all its shops. No label has anything of a shopper, and
// each has only so many values as there are shops, routes and states.

import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { requireReader } from './access/require-reader.js';
import { told } from './openapi/told.js';

// Of the process, however many collectors are in it.
const ofProcess = new Registry();
collectDefaultMetrics({ register: ofProcess });

const REQUESTS_PER_COMMIT = [1, 2, 4, 8, 16, 32, 64, 128];
// All others become more for ever.
const QUEUED = ['waiting', 'dead'];
const COMMIT_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** @param {import('libsql').Database} database @param {Iterable<string>} shops */
export function createMetrics(database, shops) {
  const registers = [new Registry()];
  const events = new Counter({ name: 'kago_events_total', help: 'Events that were posted, by what became of them', labelNames: ['shop', 'result'], registers });
  const requests = new Counter({ name: 'kago_requests_total', help: 'Requests by route and status', labelNames: ['method', 'route', 'status'], registers });
  const groups = new Histogram({ name: 'kago_commit_requests', help: 'Requests that shared a commit', buckets: REQUESTS_PER_COMMIT, registers });
  const seconds = new Histogram({ name: 'kago_commit_seconds', help: 'Time of a commit, with the rows that it changed', buckets: COMMIT_SECONDS, registers });
  const count = database.prepare('SELECT count(*) AS count FROM notices WHERE shop = ? AND state = ?');
  new Gauge({
    name: 'kago_notices', help: 'Notices of carts that wait to be taken, and those that nobody took', labelNames: ['shop', 'state'], registers,
    collect() {
      for (const shop of shops) for (const state of QUEUED) this.set({ shop, state }, count.all([shop, state])[0].count);
    },
  });
  const all = Registry.merge([...registers, ofProcess]);

  return {
    /** @param {string} shop @param {{ status: string }[]} results one of each event */
    countEvents(shop, results) {
      for (const { status } of results) events.inc({ shop, result: status });
    },

    /** The same that stores, and is measured. */
    measured: (store) => (batches) => {
      const end = seconds.startTimer();
      const results = store(batches);
      end();
      groups.observe(batches.length);
      return results;
    },

    /** @param {import('fastify').FastifyInstance} app before its routes @param {Function} readerOf */
    addTo(app, readerOf) {
      app.addHook('onResponse', async ({ method, routeOptions: { url } }, { statusCode }) => {
        // What nobody serves may be named in as many ways as a stranger likes.
        requests.inc(url === undefined ? { method: 'any', route: 'none', status: statusCode } : { method, route: url, status: statusCode });
      });
      app.get('/metrics', { ...told.metrics, onRequest: requireReader({ readerOf }, 'read_metrics') }, async (request, reply) => reply.type(all.contentType).send(await all.metrics()));
    },
  };
}
