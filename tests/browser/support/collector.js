// A real collector with the real core on a fresh database, and a gate in front of it, through which
// the pages reach it. What tests assert is what its database holds.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCollector } from '../../../demo-store/collector/app.js';
import { loadServerCore } from '../../../dist/node.js';
import { startGate } from './gate.js';

const { validate, fold, reply } = await loadServerCore();

/** @param {{ options?: object, port?: number }} parts */
export async function startCollector({ options = {}, port = 0 } = {}) {
  const dataFolder = mkdtempSync(join(tmpdir(), 'kago-browser-'));
  // The array is read at each request: a site announces its origin once it knows its port.
  const origins = [];
  const app = await createCollector({ validate, fold, reply, dataFolder, origins, qa: true, ...options });
  await app.listen({ host: '127.0.0.1', port });
  const url = `http://127.0.0.1:${app.server.address().port}`;
  const gate = await startGate(url);
  return {
    /** The inspector's and the tests' own way in. */
    url,
    gate,
    /** Where pages send their events. */
    eventsUrl: `${gate.url}/v1/events`,
    allow: (origin) => origins.push(origin),
    ...readerOf(url),
    async close() {
      await gate.close();
      app.server.closeAllConnections();
      await app.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

function readerOf(url) {
  /** Every row of the database, oldest first. */
  async function rows(query = '') {
    const found = [];
    let after = 0;
    while (after !== null) {
      const { events, next } = await (await fetch(`${url}/v1/events?limit=500&after=${after}${query}`)).json();
      found.push(...events);
      after = next;
    }
    return found;
  }
  const arrivals = async () => (await rows('&status=accepted')).map(({ event }) => event);
  const events = async () => (await arrivals()).sort((a, b) => a.time.localeCompare(b.time));
  return {
    rows,
    /** The accepted events in the order in which they came. */
    arrivals,
    /**
     * The accepted events by their own time, as whoever reads them has them: a page that is left on a busy machine may
     * write down its last one when the next page has told its first.
     */
    events,
    names: async () => (await events()).map(({ name }) => name.split('.')[1]),
    /** What distinguishes the sample events of a test (support/samples.js), in the order in which they came. */
    numbers: async () => (await arrivals()).map(({ properties }) => properties.metadata.n),
    summary: async () => (await fetch(`${url}/v1/summary`)).json(),
  };
}
