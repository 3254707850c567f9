// Posts that are turned away as a whole leave a trace for QA: who asked, what was answered, and nothing personal.

import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { test } from 'node:test';
import fc from 'fast-check';
import { limits } from '../../demo-store/collector/limits.js';
import { cartUpdated, openStream, startCollector } from './support.js';

const BROWSER = '01a21d86-f4d7-70ec-af8a-569eedc1aae8';

const kept = async (collector, query = '') => (await collector.rows(`?limit=500${query}`)).filter(({ origin }) => origin === 'request');
const newest = async (collector) => (await kept(collector)).at(-1);

test('a post with a wrong key is kept, with its answer, its page and the beginning of its key', async (t) => {
  const collector = await startCollector(t, { origins: ['*'] });
  const event = cartUpdated();
  const body = JSON.stringify({ write_key: 'pk_live_0123456789', anonymous_id: BROWSER, events: [event] });
  const answer = await collector.postText(body, { origin: 'https://shop.example', referer: 'https://shop.example/cart?token=secret#top', 'user-agent': 'Tester/1' });
  const { error } = await answer.json();
  const row = await newest(collector);
  assert.deepEqual(row.request, {
    status: 401, code: 'unknown_write_key', error, origin: 'https://shop.example', page: 'https://shop.example/cart', user_agent: 'Tester/1',
    content_type: 'text/plain', bytes: body.length,
    body: { kind: 'JSON', write_key: 'pk_l…', events_posted: 1, events: [{ event_id: event.event_id, name: event.name }] },
  });
  assert.deepEqual([row.status, row.shop, row.anonymous_id, row.page, row.event], ['refused', null, BROWSER, 'https://shop.example/cart', {}]);
  assert.deepEqual(row.violations, [{ path: '', code: 'unknown_write_key', found: null, expected: error }]);
  assert.ok(Math.abs(Date.now() - Date.parse(row.received_at)) < 60_000);
});

test('each kind of answer for a whole post is kept, and says what was posted', async (t) => {
  const collector = await startCollector(t, { writesPerMinute: 12, bodyLimitBytes: 600_000, origins: ['https://shop.example'] });
  const posts = [
    [400, 'invalid_json', 'not JSON', 'hello'],
    [400, 'invalid_json', 'HTML or XML', ' <!doctype html>'],
    [400, 'invalid_json', 'a form', 'write_key=pk_demo&events='],
    [400, 'invalid_json', 'an object that was made a text: JSON.stringify is missing', '[object Object]'],
    [400, 'invalid_json', 'empty', ' '],
    [400, 'invalid_body', 'a list', '[]'],
    [400, 'missing_events', 'JSON', '{"write_key":"pk_demo"}'],
    [401, 'missing_write_key', 'JSON', '{"events":[]}'],
    [401, 'unknown_write_key', 'JSON', '{"write_key":7,"events":[]}'],
    [403, 'origin_not_allowed', 'JSON', '{"write_key":"pk_demo","events":[]}', { origin: 'https://other.example' }],
    [413, 'body_too_large', 'not read', 'x'.repeat(700_000)],
    [415, 'unsupported_content_type', 'not read', '<a/>', { 'content-type': 'text/xml' }],
    [400, 'invalid_gzip', 'not read', gzipSync('{}').subarray(0, 8)],
  ];
  for (const [status, code, kind, body, headers] of posts) {
    assert.equal((await collector.postText(body, headers)).status, status, kind);
    const { request } = await newest(collector);
    assert.deepEqual([request.status, request.code, request.body.kind], [status, code, kind]);
  }
  let last;
  do last = await collector.post([]); while (last.status === 200);
  assert.deepEqual([last.status, (await newest(collector)).request.code], [429, 'rate_limited']);
});

test('a post that is let in leaves no such trace, whatever becomes of its events', async (t) => {
  const collector = await startCollector(t);
  await collector.post([cartUpdated(), 7]);
  assert.deepEqual(await kept(collector), []);
});

test('nothing is kept where no tester looks', async (t) => {
  const collector = await startCollector(t, { qa: false });
  await collector.postText('hello');
  await collector.app.close();
  const again = await startCollector(t, { dataFolder: collector.dataFolder });
  assert.deepEqual(await again.rows(), []);
});

test('no contact data and no key is kept, in whatever it was posted', async (t) => {
  const collector = await startCollector(t);
  const contact = { email: 'ann@home.example', first_name: 'Annabel', last_name: 'Millersen', phone: '+41791234567' };
  const key = 'pk_secret_0815';
  const body = JSON.stringify({ write_key: key, anonymous_id: contact.email, events: [
    { event_id: contact.email, name: 'kago.customer_identified', user_id: 'u', properties: contact }, { name: contact.first_name, ...contact }, contact.first_name], ...contact, [contact.email]: contact });
  const headers = { 'user-agent': `Mail ${contact.email}`, origin: `https://${contact.email}`, referer: `https://shop.example/a/${contact.email}?name=${contact.first_name}` };
  for (const text of [body, body.slice(0, -1), `email=${contact.email}&first_name=Annabel&phone=${contact.phone}&write_key=${key}`, contact.first_name, JSON.stringify(contact.first_name)]) {
    for (const type of ['text/plain', 'text/xml', `text/x; name=${contact.email}`]) await collector.postText(text, { ...headers, 'content-type': type });
  }
  const rows = await kept(collector);
  assert.equal(rows.length, 15);
  for (const secret of [...Object.values(contact), 'home.example', key, 'secret']) assert.ok(!JSON.stringify(rows).includes(secret), secret);
});

test('whatever is posted, nothing of it but ids, names of events and a beginning of the key is kept', async (t) => {
  const collector = await startCollector(t, { writesPerMinute: 0 });
  const secret = fc.constantFrom('Annabel Millersen', 'annabel@home.example', '+41 79 123 45 67', 'Rue du Lac 7', '4111111111111111');
  const name = fc.oneof({ weight: 3, arbitrary: fc.constantFrom('write_key', 'events', 'event_id', 'name', 'anonymous_id', 'user_id', 'properties', 'sent_at', 'diagnostics') }, { weight: 1, arbitrary: secret });
  const tree = fc.letrec((tie) => ({ node: fc.oneof({ maxDepth: 4 }, secret, fc.array(tie('node'), { maxLength: 3 }), fc.dictionary(name, tie('node'), { maxKeys: 6 })) })).node;
  const body = fc.record({ tree, text: secret, cut: fc.nat(400), form: fc.nat(5) }).map(({ tree: value, text, cut, form }) => [
    JSON.stringify(value), JSON.stringify({ write_key: 'pk', ...value }), JSON.stringify(value).slice(0, -1 - cut), `${text} ${JSON.stringify(value)}`, `name=${encodeURIComponent(text)}&x=${text}`,
    JSON.stringify({ write_key: 'pk', anonymous_id: text, sent_at: text, events: [{ event_id: text, name: text, user_id: text, properties: value }, text, value] })][form]);
  await fc.assert(fc.asyncProperty(body, async (text) => {
    const { status } = await collector.postText(text);
    assert.ok(status === 400 || status === 401, `${status} for ${text}`);
    const { request, violations, ...row } = await newest(collector);
    const said = JSON.stringify([{ ...request, body: { ...request.body, write_key: null } }, row]);
    for (const part of ['nnabel', 'illersen', 'home', '123', '41', 'Lac']) assert.ok(!said.replaceAll(/"(id|received_at|bytes|time)":[^,]*/g, '').replace(/"status":\d+/, '').includes(part), `${part} of ${text} in ${said}`);
    assert.ok((request.body.write_key ?? '').length <= 20);
  }), { numRuns: 150 });
});

test('the newest are kept, each of bounded size, and no event goes for them', async (t) => {
  const collector = await startCollector(t, { writesPerMinute: 0 });
  await collector.post([cartUpdated()]);
  const wide = (name) => JSON.stringify({ write_key: 'x'.repeat(10_000), anonymous_id: name, events: Array.from({ length: 400 }, () => ({ ...cartUpdated(), name: `kago.${'n'.repeat(60)}`, note: 'x'.repeat(1000) })) });
  for (let i = 0; i < limits.turnedAway + 10; i += 10) {
    await Promise.all(Array.from({ length: 10 }, (_, k) => (i + k === 0 ? collector.postText(wide(BROWSER)) : collector.postText('{', { origin: `https://${'o'.repeat(5000)}` }))));
  }
  await collector.postText(wide(BROWSER.replace('0', '1')));
  const rows = await kept(collector);
  assert.equal(rows.length, limits.turnedAway);
  assert.deepEqual([rows.some((row) => row.anonymous_id === BROWSER), rows.at(-1).anonymous_id], [false, BROWSER.replace('0', '1')]);
  for (const row of rows) assert.ok(JSON.stringify(row).length < 20_000);
  assert.equal((await collector.rows('?status=accepted')).length, 1);
});

test('the stream tells of it, a restart keeps it, a reset takes it away', async (t) => {
  const collector = await startCollector(t);
  const stream = await openStream(t, collector.url);
  await collector.postText('hello');
  const [{ row }] = await stream.take(1);
  assert.deepEqual(row, await newest(collector));
  stream.close();
  await collector.app.close();
  const again = await startCollector(t, { dataFolder: collector.dataFolder });
  assert.deepEqual(await kept(again), [row]);
  await fetch(`${again.url}/v1/events`, { method: 'DELETE' });
  assert.deepEqual(await again.rows(), []);
});
