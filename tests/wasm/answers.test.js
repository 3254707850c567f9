// The table of answers in docs/delivery.md, row by row and status by status, against the module that ships.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadCore } from '../../dist/node.js';

const docs = readFileSync(new URL('../../docs/delivery.md', import.meta.url), 'utf8');
const [, , ...rows] = docs.match(/^\| status \|.*\n(?:\|.*\n)+/m)[0].trim().split('\n')
  .map((row) => row.split('|').slice(1, -1).map((cell) => cell.trim()));
const all = Array.from({ length: 601 }, (_, status) => status);

/** `200-299`, `400, 415, 422`, and in words what no row above has. */
function statusesOf(text, taken) {
  const range = text.match(/^(\d+)-(\d+)$/);
  if (range) return all.filter((status) => status >= range[1] && status <= range[2]);
  if (/^[\d, ]+$/.test(text)) return text.split(', ').map(Number);
  return all.filter((status) => !taken.has(status) && (text !== 'other 4xx' || (status >= 400 && status < 500)));
}

const NOW = 1_795_338_927_412;
const config = { currency: 'EUR', source: 'web', collector: 'https://collect.example', writeKey: 'pk', version: '1' };

/** Four events that were sent, and that answer. */
function after(core, status, body, packed = false) {
  let state = '';
  let rows = [];
  const step = (...inputs) => {
    const context = { now: NOW, entropy: '0'.repeat(32), config, rows };
    const [next, list] = core.step([JSON.stringify(context), state, ...inputs.map((input) => JSON.stringify(input))].join('\n')).split('\n');
    state = next;
    const commands = JSON.parse(list);
    rows = [...rows, ...commands.filter((command) => command.do === 'put').map(({ seq, bytes, id }) => [seq, bytes, id])];
    return (what) => commands.find((command) => command.do === what);
  };
  const properties = { product_id: '1', product_name: 'Mug', variant_id: '1', price: 5 };
  step(...[1, 2, 3, 4].map((call) => ({ type: 'track', time: NOW, page: '1'.repeat(32), call, name: 'ecommerce.product_viewed', options: {}, properties })));
  const { lease } = step({ type: 'claim', flush: true })('send');
  const done = step({ type: 'outcome', lease, status, packed, body: JSON.stringify(body(rows.map(([, , id]) => id))) });
  const { delivery } = JSON.parse(state);
  if (done('delete')) return done('delete').seqs.length === 1 ? 'believed' : 'frees others';
  if (delivery.text_until) return 'as text';
  const waits = [delivery.halted ? 'halt' : done('wake').at >= NOW + 100 ? 'wait' : 'a burst'];
  if (delivery.batch_events_max === 2) waits.push('half as many');
  return waits.join(', then ');
}

const named = ([first]) => ({ results: [{ event_id: first, status: 'refused', violations: [] }] });
const own = () => ({ error: 'Not like that.', code: 'bad' });
const strangers = () => ({ results: [{ event_id: 'x', status: 'refused' }], message: 'Forbidden' });

test('each status does what docs/delivery.md says of it', async () => {
  const core = await loadCore();
  const taken = new Set();
  for (const [name, names, error, otherwise] of rows) {
    const [waits, gzip] = otherwise.split('; but if');
    for (const status of statusesOf(name, taken)) {
      if (taken.has(status)) continue;
      taken.add(status);
      assert.equal(after(core, status, named) === 'believed', names === 'believed', `${status} names an event`);
      assert.equal(after(core, status, own), error, `${status} with an error of Kago's own`);
      assert.equal(after(core, status, strangers), waits, `${status} of a stranger`);
      assert.equal(after(core, status, strangers, true), gzip ? 'as text' : waits, `${status} to gzip`);
    }
  }
  assert.equal(taken.size, all.length);
});
