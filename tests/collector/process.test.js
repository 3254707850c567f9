// The collector as a process: what it has acked survives its sudden death, and
// a polite end is quick and clean.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { test } from 'node:test';
import { openDatabase } from '../../demo-store/collector/store/database.js';
import { cartUpdated, manyEvents, openStream, startProcess, temporaryFolder } from './support.js';

// A second and a half is what the collector gives its streams and posts; the rest is a busy machine's. What
// nothing ends goes on for five minutes.
const SOON_MS = 30_000;

async function storedIds(folder) {
  const { database } = await openDatabase(folder);
  const rows = database.prepare("SELECT event_id FROM records WHERE status = 'accepted'").all();
  database.close();
  return rows.map(({ event_id }) => event_id);
}

/** Posts from four sides, kills the server at the n-th ack; @returns the ids of all acked events */
async function postAndKill(server, killAtAck) {
  const acked = [];
  let acks = 0;
  async function post() {
    for (;;) {
      const events = manyEvents(10);
      await (await server.post(events)).json();
      acked.push(...events.map(({ event_id }) => event_id));
      acks += 1;
      if (acks === killAtAck) server.child.kill('SIGKILL');
    }
  }
  await Promise.allSettled([post(), post(), post(), post()]);
  return acked;
}

test('nothing that was acked is lost by kill -9, and no request is stored in part', async (t) => {
  const folder = temporaryFolder(t);
  const acked = [];
  for (const killAtAck of [1, 10, 60]) {
    const server = await startProcess(t, folder);
    acked.push(...await postAndKill(server, killAtAck));
    assert.equal((await server.ended).signal, 'SIGKILL');
    const stored = new Set(await storedIds(folder));
    assert.deepEqual(acked.filter((id) => !stored.has(id)), []);
    assert.equal(stored.size % 10, 0);
  }
});

for (const signal of ['SIGTERM', 'SIGINT']) {
  test(`${signal} ends an open stream and the process with exit code 0`, async (t) => {
    const server = await startProcess(t, temporaryFolder(t));
    const stream = await openStream(t, server.url);
    const started = performance.now();
    server.child.kill(signal);
    assert.deepEqual(await server.ended, { code: 0, signal: null });
    assert.ok(performance.now() - started < SOON_MS);
    await stream.untilEnd();
  });
}

/** A connection that has sent the first part of a post. */
async function beginPost(server, body) {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.setEncoding('utf8');
  socket.write(`POST /v1/events HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\nexpect: 100-continue\r\ncontent-length: ${body.length}\r\n\r\n`);
  const [goOn] = await once(socket, 'data'); // so the server has begun to read
  assert.match(goOn, /^HTTP\/1\.1 100/);
  socket.write(body.slice(0, 20));
  return socket;
}

test('a request that runs when SIGTERM comes is finished and stored', async (t) => {
  const folder = temporaryFolder(t);
  const server = await startProcess(t, folder);
  const event = cartUpdated();
  const body = JSON.stringify({ write_key: 'pk_demo', events: [event] });
  const socket = await beginPost(server, body);
  server.child.kill('SIGTERM');
  await wait(300);
  socket.write(body.slice(20));
  const [answer] = await once(socket, 'data');
  assert.match(answer, /^HTTP\/1\.1 200/);
  assert.equal((await server.ended).code, 0);
  assert.deepEqual(await storedIds(folder), [event.event_id]);
});

test('a request that is never finished doesn\'t hold up the end', async (t) => {
  const server = await startProcess(t, temporaryFolder(t));
  const socket = await beginPost(server, 'x'.repeat(100));
  socket.on('error', () => {});
  const started = performance.now();
  server.child.kill('SIGTERM');
  assert.equal((await server.ended).code, 0);
  assert.ok(performance.now() - started < SOON_MS);
});
