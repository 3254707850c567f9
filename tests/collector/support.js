// What the collector's tests share: a running collector in a temporary folder,
// sample events, and a reader of server-sent events.

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createCollector } from '../../demo-store/collector/app.js';
import { openDatabase } from '../../demo-store/collector/store/database.js';
import { rebuild } from '../../demo-store/collector/store/rebuild.js';
import { rowTables } from '../../demo-store/collector/store/rows.js';
import { loadServerCore } from '../../dist/node.js';
import { validateStandIn } from './stand-in-validator.js';

export const { fold, reply } = await loadServerCore();

/** Of a collector's process: variables of tests are no settings of its. */
export const environmentOf = (settings = {}) => ({ ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('KAGO_'))), ...settings });

export function temporaryFolder(t) {
  const folder = mkdtempSync(join(tmpdir(), 'kago-collector-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function clientOf(url) {
  // The body is read at once: an unread one keeps its connection busy, and the server's end waiting.
  const postText = async (body, headers = {}) => {
    const response = await fetch(`${url}/v1/events`, { method: 'POST', body, headers: { 'content-type': 'text/plain', ...headers } });
    return new Response(await response.text(), response);
  };
  const getJson = async (path) => (await fetch(url + path)).json();
  return {
    url,
    postText,
    getJson,
    post: (events, extra = {}, headers) => postText(JSON.stringify({ write_key: 'pk_demo', events, ...extra }), headers),
    async statuses(events, extra) {
      const response = await this.post(events, extra);
      return (await response.json()).results.map(({ status }) => status);
    },
    rows: async (query = '') => (await getJson(`/v1/events${query}`)).events,
  };
}

/** A collector in this process; closed with the test. */
export async function startCollector(t, options = {}) {
  const dataFolder = options.dataFolder ?? temporaryFolder(t);
  // Whoever may read has a shop that somebody writes for.
  const writeKeys = ['pk_demo', ...new Set((options.tokens ?? []).map(({ shop }) => shop))].map((name, i) => (i === 0 ? name : `pk_${name}=${name}`));
  const app = await createCollector({ validate: validateStandIn, fold, reply, qa: true, writeKeys, ...options, dataFolder });
  t.after(() => app.close());
  await app.listen({ host: '127.0.0.1', port: 0 });
  return { app, dataFolder, ...clientOf(`http://127.0.0.1:${app.server.address().port}`) };
}

/** A collector in a process of its own, for tests that end it by a signal. */
export async function startProcess(t, dataFolder, environment = {}, commandOf = (script) => [process.execPath, [script]]) {
  const script = fileURLToPath(new URL('fixture-server.js', import.meta.url));
  const child = spawn(...commandOf(script), {
    env: environmentOf({ ...environment, KAGO_DATA: dataFolder, KAGO_COLLECTOR_PORT: '0' }), stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal }));
  const [line] = await once(createInterface(child.stdout), 'line');
  return { child, ended, dataFolder, ...clientOf(line.replace('collector listening on ', '')) };
}

export const cartUpdated = (changes = {}, properties = {}) => ({
  event_id: randomUUID(),
  name: 'ecommerce.cart_updated',
  time: '2026-11-22T09:15:27.412Z',
  anonymous_id: 'a-1',
  ...changes,
  properties: {
    cart_id: 'c1', total_value: 43.5, currency: 'EUR', source: 'web',
    products: [{ product_id: '880', product_name: 'Mug', variant_id: '880-blue', quantity: 2, price: 20 }],
    ...properties,
  },
});

/** An event of that minute of the day. */
export const said = (minute, name, properties, changes = {}) => ({
  event_id: randomUUID(), name: `ecommerce.${name}`, time: new Date(Date.UTC(2026, 10, 27, 9, minute)).toISOString(), anonymous_id: 'a-1', ...changes,
  properties: { cart_id: 'c1', total_value: 40, currency: 'EUR', source: 'web', products: cartUpdated().properties.products, ...properties },
});

export const manyEvents = (count) => Array.from({ length: count }, () => cartUpdated());

/** The stand-in validator refuses a total that is a text. */
export const invalidEvent = (changes = {}) => cartUpdated(changes, { total_value: '43.5' });

/** All rows, by table. */
export async function rowsIn(dataFolder) {
  const { database } = await openDatabase(dataFolder);
  const rows = Object.fromEntries(rowTables.map((table) => [table, database.prepare(`SELECT * FROM ${table} ORDER BY shop, id`).all()]));
  database.close();
  return rows;
}

/** The same once they have been made anew from the events. */
export async function rebuiltRowsIn(dataFolder) {
  const { database } = await openDatabase(dataFolder);
  await rebuild(database, fold);
  database.close();
  return rowsIn(dataFolder);
}

export const shuffled = (list) => list.map((item) => [Math.random(), item]).sort(([a], [b]) => a - b).map(([, item]) => item);

function parseMessage(block) {
  const fields = block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]);
  const { id, event, data } = Object.fromEntries(fields);
  return { id, event, row: data && JSON.parse(data) };
}

/** Opens /v1/stream; `take(n)` resolves with the next n messages that carry data. */
export async function openStream(t, url, { query = '', headers = {} } = {}) {
  const abort = new AbortController();
  t.after(() => abort.abort());
  // A message that never comes fails its own test, not the whole run.
  const signal = AbortSignal.any([abort.signal, AbortSignal.timeout(10_000)]);
  const response = await fetch(`${url}/v1/stream${query}`, { headers, signal });
  const chunks = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const waiting = [];
  let text = '';
  async function readMore() {
    const { done, value } = await chunks.read();
    if (done) return false;
    const blocks = (text + value).split('\n\n');
    text = blocks.pop();
    waiting.push(...blocks.map(parseMessage).filter(({ row }) => row));
    return true;
  }
  return {
    response,
    close: () => abort.abort(),
    async take(count) {
      while (waiting.length < count && await readMore());
      return waiting.splice(0, count);
    },
    async untilEnd() { while (await readMore()); },
  };
}
