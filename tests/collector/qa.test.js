// The part for QA: off unless asked for, and never for a page of the web.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { request } from 'node:http';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { cartUpdated, environmentOf, startCollector, temporaryFolder } from './support.js';

const OF_QA = [['GET', '/inspector/'], ['GET', '/'], ['GET', '/v1/events'], ['GET', '/v1/summary'], ['GET', '/v1/stream'], ['DELETE', '/v1/events'],
  ...['all', 'good', 'bad', 'events', 'reset'].flatMap((name) => [['GET', `/v1/qa/${name}`], ['POST', `/v1/qa/${name}`]]), ['POST', '/v1/qa/expect'], ['POST', '/v1/qa/validate']];

/** fetch doesn't let a test name another host. */
function statusOf(url, { method, path, headers }) {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, url), { method, headers }, (response) => { response.destroy(); resolve(response.statusCode); });
    sent.once('error', reject).end();
  });
}

test('it is not there unless asked for', async (t) => {
  const collector = await startCollector(t, { qa: false });
  await collector.post([cartUpdated()]);
  for (const [method, path] of OF_QA) assert.equal(await statusOf(collector.url, { method, path }), 404, `${method} ${path}`);
  assert.equal((await fetch(`${collector.url}/healthz`)).status, 200);
});

test('a name of the web that leads here reads and deletes nothing (DNS rebinding)', async (t) => {
  const collector = await startCollector(t);
  await collector.post([cartUpdated()]);
  for (const host of ['rebound.example', 'rebound.example:8081', '127.0.0.1.rebound.example', 'localhost.rebound.example', '169.254.0.1']) {
    for (const [method, path] of OF_QA) assert.equal(await statusOf(collector.url, { method, path, headers: { host } }), 403, `${method} ${path} at ${host}`);
  }
  assert.equal((await collector.rows()).length, 1);
});

test('a page of another origin deletes nothing, not even one of another port', async (t) => {
  const collector = await startCollector(t);
  await collector.post([cartUpdated()]);
  const { host } = new URL(collector.url);
  for (const origin of ['https://shop.example', 'null', `https://${host}`, 'http://127.0.0.1:1', 'http://localhost']) {
    assert.equal(await statusOf(collector.url, { method: 'DELETE', path: '/v1/events', headers: { origin } }), 403, origin);
  }
  assert.equal((await collector.rows()).length, 1);
  assert.equal(await statusOf(collector.url, { method: 'DELETE', path: '/v1/events', headers: { origin: collector.url } }), 204);
});

test('it answers at the names of this machine', async (t) => {
  const collector = await startCollector(t);
  const { port } = new URL(collector.url);
  for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`, 'localhost']) {
    assert.equal(await statusOf(collector.url, { method: 'GET', path: '/v1/summary', headers: { host } }), 200, host);
  }
});

test('a process that others can reach has none', async (t) => {
  const run = promisify(execFile)(process.execPath, ['demo-store/collector/main.js', '--qa'], {
    env: environmentOf({ KAGO_DATA: temporaryFolder(t), KAGO_COLLECTOR_PORT: '0', KAGO_COLLECTOR_HOST: '0.0.0.0' }), timeout: 20_000 });
  await assert.rejects(run, ({ code, stderr }) => code === 1 && /--qa shows every shopper's events.*not on "0\.0\.0\.0"/.test(stderr));
});
