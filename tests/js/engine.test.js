// The engine and its store outside a browser, on the shipped core: what one line, one state or one hung
// transaction may cost. The disk is a stand-in that keeps what a commit has written.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { loadCore } from '../../dist/node.js';

const source = (path) => fileURLToPath(new URL(`../../js/src/${path}`, import.meta.url));

// One bundle, so that all share the errors' classes.
const { Engine, Store, StepError, excessOf, isUnderstood, leftIn, recordsOf, recordsWithout } = await load();
const { step } = await loadCore();

async function load() {
  const { outputFiles: [{ text }] } = await build({
    stdin: {
      contents: ['engine/engine', 'store/store', 'store/backing', 'store/leftovers', 'store/records'].map((path) => `export * from './${path}';`).join('\n'),
      resolveDir: source('.'),
      loader: 'ts',
    },
    bundle: true, format: 'esm', write: false,
  });
  return import(`data:text/javascript,${encodeURIComponent(text)}`);
}

// Their timers would keep the process.
const engines = [];
after(() => engines.forEach((engine) => engine.close({})));

function engineOn(store, settings = {}) {
  const engine = new Engine(store, { ...config, ...settings }, { notify() {}, written() {}, erased() {} });
  engines.push(engine);
  return engine;
}

/** What IndexedDB does for the engine, and what a test finds there. */
class Disk {
  isOpen = true;
  isSlow = false;
  state = '';
  rows = new Map();
  left = new Map();
  /** Transactions that added to it. */
  leaves = 0;
  #key = 0;
  portions = [];

  open() {}

  async transact({ rows, leftovers, beyond }, run) {
    const keys = [...this.left.keys()].filter((key) => key > beyond).slice(0, leftovers);
    if (leftovers > 0) this.portions.push(keys.length);
    let writes;
    try {
      writes = run({ state: this.state, rows: this.#first(rows), leftovers: keys.map((key) => ({ key, line: this.left.get(key) })) });
      this.#write(writes);
      if (writes.next) this.#write(writes.next(this.#first(100)));
    } catch (error) {
      throw error instanceof StepError ? error : new StepError(String(error));
    }
    for (const { key } of writes.taken) this.left.delete(key);
  }

  #first(count) {
    return [...this.rows.values()].slice(0, count);
  }

  #write(writes) {
    this.state = writes.state;
    for (const row of writes.put) this.rows.set(row.seq, row);
    for (const seq of writes.delete) this.rows.delete(seq);
  }

  async leave(lines) {
    this.leaves += 1;
    for (const line of lines) this.left.set(++this.#key, line);
  }
}

/** Fails as a trap does on what the test says. */
const trapping = (fails) => ({
  step: (request) => {
    const [context, state, ...lines] = request.split('\n');
    if (fails({ state, lines })) throw new WebAssembly.RuntimeError('unreachable');
    return step([context, state, ...lines].join('\n'));
  },
});

const page = '0123456789abcdef0123456789abcdef';
const view = (n, properties = {}) => JSON.stringify({
  type: 'track', time: Date.now(), page, call: n, view: 1, name: 'ecommerce.product_viewed', options: {},
  properties: { product_id: `p-${n}`, product_name: 'Mug', variant_id: `v-${n}`, price: 20, ...properties },
});
const config = { version: '1', collector: 'http://127.0.0.1:9/v1/events', writeKey: 'pk', currency: 'EUR', source: 'web', platform: '' };

function shop({ disk = new Disk(), core = { step }, settings = {} } = {}) {
  const engine = engineOn(new Store(disk), settings);
  engine.start(core);
  return { disk, engine, say: (line) => engine.submitLine(line), status: () => engine.submit({ type: 'status' }) };
}

const textsOf = (disk) => [...disk.rows.values()].map(({ text }) => JSON.parse(text).properties.product_id);

test('a line on which the core fails twice costs itself only: it is answered, counted, and the others go on', async () => {
  const { disk, say, status } = shop({ core: trapping(({ lines }) => lines.some((line) => line.includes('p-2'))) });
  const answers = await Promise.all([say(view(1)), say(view(2)), say(view(3))]);
  assert.deepEqual(answers.map(({ status: word, reason }) => reason ?? word), ['accepted', 'core_failed', 'accepted']);
  assert.deepEqual(textsOf(disk), ['p-1', 'p-3']);
  const { ledger, tracked, stored } = await status();
  assert.deepEqual({ ledger, tracked, stored }, { ledger: { core_failed: 1 }, tracked: 3, stored: 2 });
});

test('a line that a page has left and that breaks the core is gone after one step, not there for every later page', async () => {
  const disk = new Disk();
  await disk.leave([view(1), view(2), view(3)]);
  const core = trapping(({ lines }) => lines.some((line) => line.includes('p-2')));
  const { status } = shop({ disk, core });
  assert.deepEqual((await status()).ledger, { core_failed: 1 });
  assert.deepEqual(textsOf(disk), ['p-1', 'p-3']);
  assert.equal(disk.left.size, 0);
  assert.deepEqual((await shop({ disk, core }).status()).ledger, { core_failed: 1 });
});

test('an answer of the collector that breaks the core counts as none, and the rows are sent again', async () => {
  const disk = new Disk();
  const { engine, say } = shop({ disk, core: trapping(({ lines }) => lines.some((line) => line.includes('"body":"poison"'))) });
  await say(view(1));
  const state = () => JSON.parse(disk.state).delivery;
  disk.state = JSON.stringify({ ...JSON.parse(disk.state), delivery: { ...state(), lease: { id: 'l', until: Date.now() + 9e9, rows: [{ seq: 1, bytes: 1, id: 'x' }] } } });
  await engine.submit({ type: 'outcome', lease: 'l', status: 200, retry_after: '', body: 'poison' });
  assert.equal(state().failures, 1);
  assert.equal(state().lease, undefined);
});

test('a state that breaks the core on every line begins anew, once, and is counted', async () => {
  const disk = new Disk();
  const { status, say } = shop({ disk, core: trapping(({ state }) => state.includes('poison')) });
  await say(view(1));
  disk.state = disk.state.replace('"version":1', '"version":1,"poison":1');
  assert.equal((await say(view(2))).status, 'accepted');
  assert.equal((await say(view(3))).status, 'accepted');
  assert.deepEqual((await status()).ledger, { state_lost: 1 });
  assert.deepEqual(textsOf(disk), ['p-1', 'p-2', 'p-3']);
});

test('a core that fails on everything leaves all as it stands, and every call is answered', async () => {
  const disk = new Disk();
  await disk.leave([view(1)]);
  const { say } = shop({ disk, core: trapping(() => true) });
  await assert.rejects(say(view(2)));
  assert.deepEqual([disk.state, disk.left.size], ['', 1]);
});

test('what was left is taken in portions, before what this page says, and all of it once', async () => {
  const disk = new Disk();
  const lines = Array.from({ length: 120 }, (_, i) => view(i + 1));
  await disk.leave(lines);
  const { say } = shop({ disk });
  assert.equal((await say(view(121))).status, 'accepted');
  assert.deepEqual(textsOf(disk), Array.from({ length: 121 }, (_, i) => `p-${i + 1}`));
  assert.deepEqual([...disk.portions, disk.left.size], [50, 50, 20, 0]);
});

test('calls that a page has left itself keep their place among its others, and their answers', async () => {
  const disk = new Disk();
  const engine = engineOn(new Store(disk));
  disk.leave(Array.from({ length: 60 }, (_, i) => view(i + 1).replace(page, page.replace('0', 'f'))));
  const answers = Array.from({ length: 70 }, (_, i) => engine.submitLine(view(i + 101)));
  engine.start({ step });
  assert.deepEqual(new Set((await Promise.all(answers)).map(({ status }) => status)), new Set(['accepted']));
  assert.deepEqual(textsOf(disk).slice(60), Array.from({ length: 70 }, (_, i) => `p-${i + 101}`));
  assert.deepEqual([disk.rows.size, disk.left.size], [130, 0]);
});

test('a line that this module cannot interpret stays for one that can, and the others are carried out', async () => {
  const disk = new Disk();
  const seen = JSON.stringify({ type: 'observe', time: Date.now(), page, call: 1, view: 1, from: 'shopify-pixel', what: 'event', url: '', data: { from: 'html' } });
  const newer = JSON.stringify({ type: 'reviewed', time: Date.now(), page, call: 2 });
  await disk.leave([seen, view(3), newer]);
  await shop({ disk }).status();
  assert.deepEqual(textsOf(disk), ['p-3']);
  assert.deepEqual([...disk.left.values()], [seen, newer]);
  assert.equal(isUnderstood(seen, 'jsonld shopify-pixel'), true);
  assert.equal(isUnderstood(seen.replace(',"time"', ',"with":{"source":"x"},"time"'), 'shopify'), false);
});

test('a line says with which settings it was said, and an event of it is the same on a page with others', async () => {
  const disk = new Disk();
  const first = engineOn(new Store(disk), { currency: 'JPY', source: 'the first', cartLifetimeDays: 10 });
  void first.submitLine(view(1));
  await first.pageEnd();
  await shop({ disk, settings: { source: 'the second' } }).status();
  const [{ text }] = disk.rows.values();
  const { currency, source: from } = JSON.parse(text).properties;
  assert.deepEqual([currency, from], ['JPY', 'the first']);
});

test('what a page has left is dropped once the store that it had seen was erased, by whoever comes first, and not when its state is lost', async () => {
  const leave = async (disk, n) => {
    const page = shop({ disk });
    await page.status();
    // It ends as a call waits for its step.
    disk.transact = () => new Promise(() => {});
    void page.engine.submitLine(view(n));
    await page.engine.pageEnd();
    delete disk.transact;
  };
  const arrived = async (state) => {
    const disk = new Disk();
    await leave(disk, 1);
    await shop({ disk }).status();
    await leave(disk, 2);
    assert.equal(disk.left.size, 1);
    disk.state = state(disk.state);
    disk.rows.clear();
    await shop({ disk }).status();
    assert.equal(disk.left.size, 0);
    return textsOf(disk);
  };
  assert.deepEqual(await arrived((now) => now), ['p-2'], 'nothing was erased');
  assert.deepEqual(await arrived(() => ''), [], 'erased');
  assert.deepEqual(await arrived((now) => now.replace(/("anonymous_id":")..../, '$1ffff')), [], 'erased, and begun anew');
  assert.deepEqual(await arrived(() => 'no state'), ['p-2'], 'lost');
});

test('what was left has an end in lines, in bytes and in time, and what goes is counted', () => {
  const now = Date.now();
  const old = view(1).replace(/"time":\d+/, `"time":${now - 31 * 86_400_000}`);
  const excess = (lines) => excessOf(lines.map((line, key) => ({ line, key })), now);
  const keys = ({ gone }) => gone.map(({ key }) => key);
  assert.equal(excess([view(1), view(2)]), undefined);
  assert.deepEqual(excess([old, view(2)]), { gone: [{ line: old, key: 0 }], count: '{"type":"lost","reason":"not_carried_out","count":1}' });
  const many = excess(Array(5_000).fill(view(1)));
  assert.ok(5_000 - many.gone.length > 1_000 && 5_000 - many.gone.length < 3_000);
  assert.equal(keys(many)[0], 0, 'the oldest go first');
  const large = excess(Array(5).fill(view(1, { note: 'x'.repeat(1_000_000) })));
  assert.equal(large.gone.length, 3);
  assert.equal(JSON.parse(excess([large.count, old]).count).count, 1, 'what was counted before stays while there is room');
});

test('lines of one record are read in their order, up to a whole record, and what is not taken of one stays in it', () => {
  const lines = Array.from({ length: 34 }, (_, i) => view(i));
  const records = ['an older release wrote one line', ...recordsOf(lines)];
  const keys = records.map((_, i) => i + 5);
  const all = leftIn(records, keys);
  assert.deepEqual(all.slice(1).map(({ line }) => line), lines);
  assert.ok(records.length < 6, 'few records');
  const first = leftIn(records, keys, 12);
  assert.ok(first.length >= 12 && first.length < 30);
  assert.deepEqual(first, all.slice(0, first.length));
  const last = all.filter(({ key }) => key === first.at(-1).key);
  assert.deepEqual(first.slice(-last.length), last, 'none is read in part');
  const without = recordsWithout([all[0], all[2]], all);
  assert.equal(without.get(5), '');
  assert.deepEqual(without.get(6).split('\n'), all.filter((left) => left.key === 6 && left !== all[2]).map(({ line }) => line));
});

test('calls that follow each other closely share steps, and the first one waits for none', async () => {
  const disk = new Disk();
  const { engine, say, status } = shop({ disk });
  await status();
  await new Promise((resolve) => setTimeout(resolve, 60));
  let steps = 0;
  const { transact } = disk;
  disk.transact = (...args) => { steps++; return transact.apply(disk, args); };
  const later = new Promise((resolve) => setTimeout(resolve, 0, 'later'));
  assert.notEqual(await Promise.race([say(view(1)), later]), 'later', 'no timer holds it up');
  const others = [];
  const begin = performance.now();
  for (let n = 2; n <= 9; n++) {
    others.push(say(view(n)));
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await Promise.all(others);
  // One each 50 ms, of whatever time the machine takes for it.
  const ms = performance.now() - begin;
  assert.ok(steps <= 2 + ms / 50, `${steps} steps in ${ms} ms`);
  const burst = Array.from({ length: 60 }, (_, i) => say(view(i + 10)));
  steps = 0;
  await Promise.all(burst);
  assert.equal(steps, 3, 'in portions of 25, without a wait between them');
  assert.deepEqual(textsOf(disk).length, 69);
  engine.close({});
});

test('an order is claimed in the transaction that writes it down', async () => {
  const disk = new Disk();
  const { say, status } = shop({ disk });
  await status();
  const order = view(1).replace('ecommerce.product_viewed', 'ecommerce.order_placed')
    .replace(/"properties":.*/, '"properties":{"order_id":"1","total_value":5,"currency":"EUR","products":[{"product_id":"1","product_name":"Mug","variant_id":"1","quantity":1,"price":5}]}}');
  let steps = 0;
  const { transact } = disk;
  disk.transact = (...args) => { steps++; return transact.apply(disk, args); };
  assert.equal((await say(order)).status, 'accepted');
  assert.equal(steps, 1);
  assert.equal(JSON.parse(disk.state).delivery.lease.rows.length, 1);
});

test('a page whose core never comes writes down no more than has room, all that is said within a moment at once', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const disk = new Disk();
  const engine = engineOn(new Store(disk));
  for (let n = 0; n < 5_000; n++) engine.submitLine(view(n));
  assert.equal(disk.left.size, 0);
  t.mock.timers.tick(200);
  assert.equal(disk.leaves, 1);
  assert.ok(disk.left.size > 1_000 && disk.left.size < 3_000);
});

test('a page whose core is there in a moment leaves nothing', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const disk = new Disk();
  const engine = engineOn(new Store(disk));
  const said = engine.submitLine(view(1));
  engine.start({ step });
  t.mock.timers.tick(200);
  assert.equal((await said).status, 'accepted');
  assert.equal(disk.leaves, 0);
});

test('a state of a newer release stays as it is: the page works in memory and says so', async () => {
  const disk = new Disk();
  await shop({ disk }).say(view(1));
  const { anonymous_id: shopper } = JSON.parse(disk.state);
  disk.state = disk.state.replace('"version":1', '"version":2');
  const before = disk.state;
  const store = new Store(disk);
  const engine = engineOn(store);
  engine.start({ step });
  assert.equal((await engine.submitLine(view(2))).status, 'accepted');
  assert.deepEqual([store.isMemory, store.failure, disk.state], [true, 'newer_release', before]);
  assert.equal((await engine.submit({ type: 'status' })).anonymousId, shopper);
});

test('a line that breaks the core does not make a newer release\'s state begin anew', async () => {
  const disk = new Disk();
  await shop({ disk }).say(view(1));
  disk.state = disk.state.replace('"version":1', '"version":2');
  const before = disk.state;
  const { say } = shop({ disk, core: trapping(({ lines }) => lines.some((line) => line.includes('p-2'))) });
  assert.equal((await say(view(2))).reason, 'core_failed');
  assert.equal(disk.state, before);
});
