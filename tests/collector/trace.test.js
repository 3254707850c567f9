// What pages with data-debug tell of themselves: POST /v1/qa/trace, and how QA reads it.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { matches } from '../../demo-store/collector/inspector/filter.js';
import { limits } from '../../demo-store/collector/limits.js';
import { cartUpdated, startCollector } from './support.js';

const PAGE = 'a'.repeat(32);
const visit = { page: PAGE, tab: 't1', opened_at: 1_795_000_000_000, url: 'http://localhost:8080/', title: 'Shop', origin: 'http://localhost:8080', sources: '', version: '0.1.0' };
const entry = (n, more = {}) => ({ n, at: visit.opened_at + n, what: 'call', name: 'cart_updated', outcomes: [{ status: 'accepted', eventId: `e-${n}` }], ...more });
const ORIGIN = { origin: 'http://localhost:8080' };

function tell(collector, { entries = [], headers = ORIGIN, ...more }) {
  const body = JSON.stringify({ write_key: 'pk_demo', visit, entries, ...more });
  return fetch(`${collector.url}/v1/qa/trace`, { method: 'POST', body, headers: { 'content-type': 'text/plain', ...headers } });
}

const numbers = async (collector, query = '') => (await collector.getJson(`/v1/qa/visits/${PAGE}${query}`)).entries.map(({ n }) => n);

test('a page is read as it told of itself, the same entry once, in pieces', async (t) => {
  const collector = await startCollector(t);
  assert.equal((await tell(collector, { entries: [entry(2), entry(3)], status: { stored: 2 } })).status, 204);
  await tell(collector, { entries: [entry(1), entry(2)], visit: { ...visit, title: 'Cart' } });
  const { visit: { seen_at, place, ...told }, entries } = await collector.getJson(`/v1/qa/visits/${PAGE}`);
  assert.ok(Date.now() - seen_at < 60_000);
  assert.deepEqual(told, { ...visit, title: 'Cart', shop: 'shop', status: { stored: 2 }, entries: 3, events: 3, shown: null });
  assert.deepEqual(entries, [1, 2, 3].map((n) => entry(n)));
  assert.deepEqual(await numbers(collector, '?after=1&limit=1'), [2]);
  assert.ok(place > 0);
  assert.deepEqual((await collector.getJson('/v1/qa/visits')).visits.map(({ page }) => page), [PAGE]);
});

test('an event is found on the page whose call made it, also if a later page carried that out', async (t) => {
  const collector = await startCollector(t);
  const later = 'b'.repeat(32);
  await collector.post(['left', 'own', 'none'].map((id) => cartUpdated({ event_id: id })));
  await tell(collector, { entries: [] });
  await tell(collector, { visit: { ...visit, page: later, tab: 't2' }, entries: [entry(1, { page: PAGE, outcomes: [{ eventId: 'left' }] }), entry(2, { outcomes: [{ eventId: 'own' }, { status: 'duplicate', eventId: null }] })] });
  const found = (await collector.rows()).map(({ event_id, visit: page, tab, page: url }) => [event_id, page, tab, url]);
  for (const [query, ids] of [[`visit=${PAGE}`, ['left']], [`visit=${later}`, ['own']], ['tab=t2', ['own']], ['tab=t', []], [`visit=${PAGE}&tab=t2`, []]]) {
    const rows = await collector.rows(`?${query}`);
    assert.deepEqual(rows.map(({ event_id }) => event_id), ids, query);
    const meant = (await collector.rows()).filter((row) => matches(row, Object.fromEntries(new URLSearchParams(query))));
    assert.deepEqual(meant, rows, `${query}, as the inspector means it`);
  }
  assert.deepEqual(found, [['left', PAGE, 't1', visit.url], ['own', later, 't2', visit.url], ['none', null, null, null]]);
});

test('pages are listed as they came, whatever their clocks say, in pieces', async (t) => {
  const collector = await startCollector(t);
  const names = ['a', 'b', 'c'].map((letter) => letter.repeat(32));
  for (const [i, page] of names.entries()) await tell(collector, { visit: { ...visit, page, opened_at: visit.opened_at - i * 86_400_000 } });
  await tell(collector, { visit });
  const first = await collector.getJson('/v1/qa/visits?limit=2');
  const rest = await collector.getJson(`/v1/qa/visits?limit=2&before=${first.next}`);
  assert.deepEqual([...first.visits, ...rest.visits].map(({ page }) => page), names.toReversed());
  assert.equal(rest.next, null);
});

test('an address that is none of the web becomes no link', async (t) => {
  const collector = await startCollector(t);
  for (const url of ['javascript:alert(1)', ' JavaScript:alert(1)', 'data:text/html,x', 'java\tscript:x', 7]) {
    await tell(collector, { visit: { ...visit, url } });
    assert.equal((await collector.getJson(`/v1/qa/visits/${PAGE}`)).visit.url, '', url);
  }
});

test('a page with a key that nobody knows is shown, as one of no shop', async (t) => {
  const collector = await startCollector(t);
  assert.equal((await tell(collector, { write_key: 'pk_typo' })).status, 204);
  assert.equal((await collector.getJson(`/v1/qa/visits/${PAGE}`)).visit.shop, '');
});

test('a page of the web tells nothing, unless it may write', async (t) => {
  const collector = await startCollector(t, { origins: ['https://shop.example'] });
  for (const [origin, status] of [['https://evil.example', 403], ['https://shop.example', 204], ['http://localhost:3000', 204], ['http://localhost.evil.example', 403]]) {
    assert.equal((await tell(collector, { headers: { origin } })).status, status, origin);
  }
});

test('without QA nobody asks, and nobody is told', async (t) => {
  const collector = await startCollector(t, { qa: false });
  assert.equal((await tell(collector, {})).status, 404);
});

test('what is no trace is refused by name', async (t) => {
  const collector = await startCollector(t);
  const wrong = async (body) => (await (await tell(collector, body)).json()).error;
  assert.match(await wrong({ visit: { ...visit, page: 'x' } }), /"visit\.page": expected 32 hex/);
  assert.match(await wrong({ visit: null }), /"visit": expected an object/);
  assert.match(await wrong({ visit: { ...visit, opened_at: 1.5 } }), /"visit\.opened_at"/);
  assert.match(await wrong({ entries: [entry(1), entry(0)] }), /"entries\[1\]\.n"/);
  assert.match(await wrong({ entries: [entry(1, { at: -1 })] }), /"entries\[0\]\.at"/);
  assert.match(await wrong({ entries: [entry(1, { what: '<b>' })] }), /"entries\[0\]\.what"/);
  assert.match(await wrong({ entries: Array.from({ length: limits.traceEntries + 1 }, (_, i) => entry(i + 1)) }), /"entries": expected a list of at most/);
  assert.deepEqual((await collector.getJson('/v1/qa/visits')).visits, []);
});

test('the newest visits and entries stay, and a long entry says that it was one', async (t) => {
  const collector = await startCollector(t);
  for (let first = 1; first <= limits.entriesPerVisit + 1; first += limits.traceEntries) {
    await tell(collector, { entries: Array.from({ length: limits.traceEntries }, (_, i) => entry(first + i)) });
  }
  assert.equal((await collector.getJson(`/v1/qa/visits/${PAGE}`)).visit.entries, limits.entriesPerVisit);
  assert.equal((await numbers(collector, '?limit=1'))[0], limits.traceEntries + 1);
  await tell(collector, { visit: { ...visit, page: 'c'.repeat(32) }, entries: [entry(1, { data: 'x'.repeat(limits.traceEntryCharacters) })] });
  const { entries } = await collector.getJson(`/v1/qa/visits/${'c'.repeat(32)}`);
  assert.deepEqual(entries, [{ n: 1, at: visit.opened_at + 1, what: 'call', cut: true }]);
  for (let i = 0; i < limits.visits; i++) await tell(collector, { visit: { ...visit, page: i.toString(16).padStart(32, '0') } });
  assert.equal((await fetch(`${collector.url}/v1/qa/visits/${PAGE}`)).status, 404);
});

test('a customer who is erased goes with all that a page told of them, and a reset takes everything', async (t) => {
  const tokens = [{ token: 'demo', shop: 'shop', scopes: ['erase_customers'] }];
  const collector = await startCollector(t, { tokens });
  await tell(collector, { entries: [entry(1, { state: { user_id: 'secret"user' } })] });
  await tell(collector, { visit: { ...visit, page: 'd'.repeat(32) }, entries: [entry(1)] });
  const answer = await fetch(`${collector.url}/v1/users/${encodeURIComponent('secret"user')}`, { method: 'DELETE', headers: { authorization: 'Bearer demo' } });
  assert.equal(answer.status, 200, await answer.text());
  for (const file of readdirSync(collector.dataFolder)) assert.doesNotMatch(readFileSync(join(collector.dataFolder, file), 'latin1'), /secret\W+user/, file);
  assert.deepEqual((await collector.getJson('/v1/qa/visits')).visits.map(({ page }) => page), ['d'.repeat(32)]);
  await collector.getJson('/v1/qa/reset');
  assert.deepEqual((await collector.getJson('/v1/qa/visits')).visits, []);
});
