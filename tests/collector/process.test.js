// The collector as a process: a polite end is quick and clean (kill.test.js has the other one).

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { test } from 'node:test';
import { openDatabase } from '../../demo-store/collector/store/database.js';
import { cartUpdated, openStream, startProcess, temporaryFolder } from './support.js';

// A second and a half is what the collector gives its streams and posts; the rest is a busy machine's. What
// nothing ends goes on for five minutes.
const SOON_MS = 30_000;

async function storedIds(folder) {
  const { database } = await openDatabase(folder);
  const rows = database.prepare("SELECT event_id FROM records WHERE status = 'accepted'").all();
  database.close();
  return rows.map(({ event_id }) => event_id);
}

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
