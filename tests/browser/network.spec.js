// What stands between a page and its collector: content blockers, and the browser's own limit for what may
// outlive a page. The shopper's console stays quiet, and all arrives once the way is free.

import { gunzipSync } from 'node:zlib';
import { expect, test, until } from './support/fixtures.js';
import { answerLater, answerWith, down, isGzip, open } from './support/gate.js';
import { shopper } from './support/shopper.js';

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
// core/base/limits.h: so many tries without an answer, then one every ten to fifteen minutes.
const SILENCES_MAX = 10;
const [WAIT_MS, WAIT_MS_MAX] = [10 * MINUTE_MS, 15 * MINUTE_MS];
const STEP_MS = 5 * MINUTE_MS;
const SECOND_MS = 1_000;
const EARLY_STEP_MS = MINUTE_MS / 4;

const statusOf = (page) => page.evaluate(() => kago.getStatus());
const numbersTo = (last) => Array.from({ length: last }, (_, i) => i + 1);
const ready = (page) => until(page, async () => (await kago.getStatus()).core === 'ready');

async function openShop(context, address) {
  const page = await context.newPage();
  await page.goto(address);
  await ready(page);
  return page;
}

/** By the clock of its page, which has gone on when the test hears of it. */
function sentAt(request) {
  const bytes = request.postDataBuffer();
  return Date.parse(JSON.parse(isGzip(bytes) ? gunzipSync(bytes) : bytes).sent_at);
}

/** Lets no request to the collector out of the browser. `tried` is told of each, `asked` of those that carry nothing (report.ts). */
function block(context, { eventsUrl }, tried, asked = () => {}) {
  return context.route(eventsUrl, (route) => {
    if (route.request().method() === 'POST') tried(route.request());
    else asked();
    return route.abort('blockedbyclient');
  });
}

/** Grows by what is written to the consoles, but for the browser's own lines about requests. */
function consoleOf(context, { eventsUrl }) {
  const lines = [];
  // The browser's own words, of events and of what the demo shop, which debugs, tells its tester.
  const own = [eventsUrl, eventsUrl.replace('/events', '/qa/trace')];
  const isOwn = (message) => own.includes(message.location().url) && message.text().startsWith('Failed to load resource');
  context.on('console', (message) => { if (!isOwn(message)) lines.push(message.text()); });
  return lines;
}

/** The clock of all tabs; it stands still but for `pass`. */
async function stopClock(context, tabs) {
  let ms = Math.ceil(await tabs[0].evaluate(() => Date.now())) + 1_000;
  await context.clock.pauseAt(ms);
  const isAtRest = async (tab) => {
    const { stored, retryAt } = await statusOf(tab);
    return stored === 0 || (retryAt !== null && Date.parse(retryAt) > ms);
  };
  async function run(step) {
    ms += step;
    await context.clock.runFor(step);
  }
  return {
    now: () => ms,
    /** Goes on until the work is done. */
    async during(work) {
      let isOver = false;
      void work.finally(() => { isOver = true; });
      while (!isOver) await run(50);
      return work;
    },
    /** Resolves when all that was due has come to its end. */
    async pass(step) {
      await run(step);
      for (const tab of tabs) {
        await expect.poll(async () => {
          if (await isAtRest(tab)) return true;
          await run(250); // for a timer that was set when its time had come, or a second behind a request
          return false;
        }, { intervals: [5, 10, 20, 50] }).toBe(true);
      }
    },
  };
}

test('a content blocker sees ten tries and then one every 10 to 15 minutes over all tabs, for a day', async ({ context, site, collector }) => {
  test.setTimeout(900_000); // a day in some 400 steps, each waited for
  const address = site.npmPage();
  const lines = consoleOf(context, collector);
  await context.clock.install();
  const tabs = [await openShop(context, address), await openShop(context, address)];
  const clock = await stopClock(context, tabs);
  const tries = [];
  let questions = 0;
  // The tabs' clocks are moved one after the other: to the one behind, a wait that the other has just begun looks like that of
  // a clock that was set back, and it tries in the same moment. Tabs of one machine have one clock.
  const noteTry = (request) => {
    const at = sentAt(request);
    if (tries.length === 0 || at - tries.at(-1) >= SECOND_MS) tries.push(at);
  };
  await block(context, collector, noteTry, () => { questions += 1; });
  const beganMs = clock.now();
  let said = 0;
  const say = (tab) => clock.during(tab.evaluate((n) => kago.productViewed(view(n)), said += 1));

  await say(tabs[0]);
  while (clock.now() < beganMs + 15 * MINUTE_MS) {
    // No further than to the next try: past its lease a request under way would be taken for lost.
    const { retryAt } = await statusOf(tabs[0]);
    const dueMs = retryAt ? Date.parse(retryAt) - clock.now() : SECOND_MS;
    await clock.pass(Math.min(Math.max(dueMs, 1), EARLY_STEP_MS));
  }
  const early = tries.length;
  for (let step = 0; clock.now() < beganMs + DAY_MS; step += 1) {
    const tab = tabs[step % 2];
    if (step % 6 === 0) await say(tab);
    if (step % 31 === 0) await tab.reload().then(() => ready(tab));
    // No time of a next try: the reload has begun it.
    const dueMs = Date.parse((await statusOf(tab)).retryAt ?? 0) - clock.now();
    await clock.pass(Math.min(Math.max(dueMs, 1), STEP_MS));
  }

  expect(early).toBeLessThanOrEqual(SILENCES_MAX + 1);
  const waits = tries.slice(SILENCES_MAX).map((ms, i) => ms - tries[SILENCES_MAX + i - 1]);
  // The first of them may have begun within a step, and the last moment of a wait lie within one of `pass`.
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(WAIT_MS - EARLY_STEP_MS);
  expect(Math.max(...waits)).toBeLessThanOrEqual(WAIT_MS_MAX + SECOND_MS);
  expect(lines).toEqual([]);
  expect(questions).toBeLessThanOrEqual(tabs.length);
  expect(collector.gate.requests).toHaveLength(0);

  await context.unroute(collector.eventsUrl);
  const dueMs = Date.parse((await statusOf(tabs[1])).retryAt) - clock.now();
  expect(dueMs).toBeLessThanOrEqual(WAIT_MS_MAX);
  await clock.pass(Math.max(dueMs, 1));
  await expect.poll(collector.numbers).toEqual(numbersTo(said));
  await expect.poll(() => statusOf(tabs[1])).toMatchObject({ tracked: said, acked: said, stored: 0, ledger: {} });
});

test('with a content blocker a shopper buys as without one; when it is off, all arrives', async ({ context, page, shop, collector }) => {
  const lines = consoleOf(context, collector);
  const errors = [];
  page.on('requestfailed', (request) => { if (request.url() === collector.eventsUrl) errors.push(request.failure().errorText); });
  await block(context, collector, () => {});
  // What leaves with a page passes Playwright's switch: so nobody must be there either.
  collector.gate.behave(down);
  const { look, add, checkOut, order, hears } = shopper(page, shop);
  await look('furoshiki-cloth');
  await add();
  await checkOut();
  await order();
  await hears('orderPlaced', 'accepted'); // or the page would send it at its end, before what is stored
  await expect.poll(() => errors.length).toBeGreaterThan(0);
  for (const error of errors) expect(error).toContain('net::ERR_BLOCKED_BY_CLIENT');
  expect(lines).toEqual([]);
  expect(await collector.events()).toEqual([]);

  await context.unroute(collector.eventsUrl);
  collector.gate.behave(open);
  await page.goto(shop.url);
  await expect.poll(collector.names).toEqual(['product_viewed', 'cart_updated', 'checkout_started', 'order_placed']);
});

// What sender.ts allows all requests together that may outlive a page; an event of noise has less than 2,500.
const KEEPALIVE_BYTES_MAX = 60_000;
const EVENT_BYTES_MAX = 2_500;

/** Their text gets hardly smaller by compression. */
const sayNoise = (page, from, to, length) => page.evaluate(([first, last, units]) => {
  const noise = () => String.fromCharCode(...Array.from({ length: units }, () => 35 + Math.floor(Math.random() * 57)));
  const said = [];
  for (let n = first; n <= last; n++) said.push(kago.productViewed(view(n, { metadata: { n, noise: noise() } })));
  return Promise.all(said);
}, [from, to, length]);

test('a page that is left while a large request is under way sends what may still leave, and the rest with the next visit', async ({ context, site, collector }) => {
  const address = site.npmPage();
  const page = await openShop(context, address);
  const late = answerLater();
  collector.gate.behave(late.behaviour);
  await sayNoise(page, 1, 3, 21_000);
  await late.asked;
  await sayNoise(page, 4, 28, 1_800);
  await page.goto(site.page('/away', '<title>Away</title>'));
  const { requests } = collector.gate;
  await expect.poll(() => requests.length).toBe(2);
  const [underWay, atEnd] = requests.map(({ bytes }) => bytes.length);
  expect(underWay).toBeGreaterThan(45_000);
  expect(underWay + atEnd).toBeLessThanOrEqual(KEEPALIVE_BYTES_MAX);
  expect(underWay + atEnd).toBeGreaterThan(KEEPALIVE_BYTES_MAX - EVENT_BYTES_MAX);

  late.answer();
  // The lease of the page that was left is over then.
  await context.clock.install({ time: Date.now() + 15_000 });
  const next = await openShop(context, address);
  await expect.poll(() => statusOf(next)).toMatchObject({ tracked: 28, acked: 28, stored: 0, ledger: {} });
  expect((await collector.numbers()).sort((a, b) => a - b)).toEqual(numbersTo(28));
});

const HTML = ['text/html', '<!doctype html><title>Proxy</title><h1>Not without me</h1>'];
const FOREIGN = ['application/json', '{"results":[{"event_id":"1","status":"accepted"}],"error":"Not here"}'];
const STRANGERS = [
  ...[200, 400, 405, 407, 410, 413, 422, 451].map((status) => [status, HTML]),
  ...[200, 400].map((status) => [status, FOREIGN]),
  [204, ['text/plain', '']],
];

for (const [status, [type, body]] of STRANGERS) {
  test(`a proxy that answers ${status} with ${body ? type : 'nothing'} is asked seldom and loses nothing; when it is gone, all arrives`, async ({ context, site, collector }) => {
    await context.clock.install();
    const page = await openShop(context, site.npmPage());
    const clock = await stopClock(context, [page]);
    collector.gate.behave(answerWith(status, { 'content-type': type }, body));
    await page.evaluate(() => { for (const n of [1, 2, 3, 4, 5]) kago.productViewed(view(n)); return kago.flush(); });
    for (let seconds = 0; seconds < 60; seconds += 5) await clock.pass(5_000);
    // A second, two, four, eight, ... in the longest case; half of that in the mean.
    expect(collector.gate.requests.length).toBeGreaterThan(1);
    expect(collector.gate.requests.length).toBeLessThanOrEqual(12);
    expect(await statusOf(page)).toMatchObject({ tracked: 5, acked: 0, stored: 5, ledger: {} });

    collector.gate.behave(open);
    // From try to try: a step beyond one would pass the time that its request has. Where the proxy wanted
    // less, an event may have stepped aside.
    for (let tries = 0; tries < 20; tries += 1) {
      const { stored, retryAt } = await statusOf(page);
      if (stored === 0) break;
      await clock.pass(Math.max(Date.parse(retryAt) - clock.now(), 1));
    }
    expect(await statusOf(page)).toMatchObject({ tracked: 5, acked: 5, stored: 0, ledger: {} });
    expect((await collector.numbers()).sort()).toEqual(numbersTo(5));
  });
}
