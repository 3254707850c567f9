// Requests that are turned away, each with a status and a text that helps.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { cartUpdated, manyEvents, startCollector } from './support.js';

async function assertError(response, status, code, text) {
  assert.equal(response.status, status);
  assert.match(response.headers.get('content-type'), /^application\/json/);
  const body = await response.json();
  assert.deepEqual(Object.keys(body).sort(), ['code', 'error']);
  assert.equal(body.code, code);
  assert.match(body.error, text);
}

test('a missing or wrong write key is answered 401 and names the field', async (t) => {
  const collector = await startCollector(t, { writeKeys: ['pk_shop'] });
  await assertError(await collector.post([cartUpdated()]), 401, 'unknown_write_key', /write_key/);
  await assertError(await collector.postText('{"events":[]}'), 401, 'missing_write_key', /write_key/);
  await assertError(await collector.post([], { write_key: ['pk_shop'] }), 401, 'unknown_write_key', /write_key/);
  assert.deepEqual(await collector.statuses([cartUpdated()], { write_key: 'pk_shop' }), ['accepted']);
});

test('a body that is no envelope is answered 400', async (t) => {
  const collector = await startCollector(t);
  for (const body of ['', '{', 'null', '[]', '"x"', '7']) {
    await assertError(await collector.postText(body), 400, body === '' || body === '{' ? 'invalid_json' : 'invalid_body', /JSON/);
  }
  for (const events of [undefined, null, {}, 'x']) {
    await assertError(await collector.post(events), 400, 'missing_events', /events must be an array/);
  }
});

test('500 events are taken and 501 are answered 400', async (t) => {
  const collector = await startCollector(t);
  const events = manyEvents(501);
  await assertError(await collector.post(events), 400, 'too_many_events', /501 events; send at most 500/);
  assert.equal((await collector.statuses(events.slice(1))).length, 500);
});

test('a body over the limit is answered 413, however far it is over', async (t) => {
  const collector = await startCollector(t, { bodyLimitBytes: 2000 });
  for (const bytes of [2001, 20_000_000]) {
    await assertError(await collector.postText('x'.repeat(bytes)), 413, 'body_too_large', /fewer events/);
  }
  assert.deepEqual(await collector.rows('?status=accepted'), []);
});

test('an event that is too large by itself is named in the 413; of several none is', async (t) => {
  const collector = await startCollector(t, { bodyLimitBytes: 2000 });
  const large = cartUpdated({ note: 'x'.repeat(2000) });
  const alone = await collector.post([large]);
  assert.equal(alone.status, 413);
  const { code, results } = await alone.json();
  assert.equal(code, 'body_too_large');
  assert.deepEqual(results.map(({ event_id, status, violations }) => [event_id, status, violations[0].code]), [[large.event_id, 'refused', 'too_large']]);
  await assertError(await collector.post([large, cartUpdated()]), 413, 'body_too_large', /fewer events/);
  assert.deepEqual(await collector.rows('?status=accepted'), []);
});

test('a gzip body is taken as its text, up to the same limit', async (t) => {
  const collector = await startCollector(t, { bodyLimitBytes: 20_000 });
  const bodyOf = (note) => gzipSync(JSON.stringify({ write_key: 'pk_demo', events: [cartUpdated({ note })] }));
  const response = await collector.postText(bodyOf('x'.repeat(10_000)));
  assert.equal((await response.json()).results[0].status, 'accepted');
  assert.equal((await collector.rows())[0].event.note.length, 10_000);
  assert.equal((await collector.postText(bodyOf('x'.repeat(20_000)))).status, 413);
  await assertError(await collector.postText(gzipSync(Buffer.alloc(50_000_000))), 413, 'body_too_large', /fewer events/);
});

test('a body that begins like gzip but is none is answered 400 and stops nothing', async (t) => {
  const collector = await startCollector(t);
  const packed = gzipSync(JSON.stringify({ write_key: 'pk_demo', events: [cartUpdated()] }));
  for (const body of [packed.subarray(0, 2), packed.subarray(0, -9), Buffer.concat([packed.subarray(0, 20), Buffer.alloc(30, 7)])]) {
    await assertError(await collector.postText(body), 400, 'invalid_gzip', /gzip/);
  }
  assert.deepEqual(await collector.statuses([cartUpdated()]), ['accepted']);
});

test('an event that is nested too deeply is refused by its id, and the one beside it is stored', async (t) => {
  const collector = await startCollector(t);
  const deep = `{"event_id":"deep","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  const response = await collector.postText(`{"write_key":"pk_demo","events":[${deep},${JSON.stringify(cartUpdated())}]}`);
  const { results } = await response.json();
  assert.deepEqual(results.map(({ event_id, status }) => [event_id, status])[0], ['deep', 'refused']);
  assert.equal(results[1].status, 'accepted');
  assert.deepEqual(await collector.statuses([cartUpdated()]), ['accepted']);
});

test('keys that mean something to JavaScript are ordinary data', async (t) => {
  const collector = await startCollector(t);
  const event = JSON.stringify(cartUpdated()).replace('"cart_id"', '"__proto__":{"x":1},"constructor":{"prototype":{}},"cart_id"');
  const response = await collector.postText(`{"write_key":"pk_demo","events":[${event}],"ledger":{"__proto__":7}}`);
  assert.equal((await response.json()).results[0].status, 'accepted');
  assert.equal({}.x, undefined);
  assert.equal((await collector.getJson('/v1/summary')).accepted, 1);
});

test('both content types are taken and others are answered 415', async (t) => {
  const collector = await startCollector(t);
  for (const type of ['text/plain;charset=UTF-8', 'application/json', 'application/json; charset=utf-8']) {
    assert.equal((await collector.post([cartUpdated()], {}, { 'content-type': type })).status, 200);
  }
  await assertError(await collector.post([], {}, { 'content-type': 'application/xml' }), 415, 'unsupported_content_type', /text\/plain/);
});

test('an unknown path is answered 404 as JSON', async (t) => {
  const collector = await startCollector(t);
  await assertError(await fetch(`${collector.url}/v2/events`), 404, 'not_found', /GET \/v2\/events/);
});
