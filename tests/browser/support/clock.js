// The page's waits for quiet in the test's hand. A page of Kago's does much after a moment without a word of the
// shop's: a second, for most of what reads a cart. Such a wait passes as soon as the test looks for what comes
// of it and the page has nothing under way, so it costs the test no time and a busy machine changes nothing.
//
// Only waits that short: limits of time, which are longer, go on with the real clock. A page whose timers are in
// the hands of Playwright's clock keeps those: two clocks, one on the other, call each other without end.

import { setTimeout as wait } from 'node:timers/promises';

/** The longest wait for quiet. */
const QUIET_MS = 1_000;
/** Five seconds at most pass between a hint at another cart and the read of it. */
const QUIET_MS_MAX = 6_000;
/** A page that is still busy after that is looked at again by the next poll. */
const IDLE_MS_MAX = 500;
const FLUSH_MS_MAX = 500;
const PASS_MS_MAX = 2_000;
/** What was being sent by a page that is gone, another one sends after that time. */
const LEASE_MS = 15_000;
/** Requests that the shop knows nothing of, and doesn't wait for. */
const COLLECTOR = '/v1/events';
const GONE = /context was destroyed|closed|crashed|navigat|detached/;

/** The contexts of this test whose quiet passes; one worker runs one test at a time. */
const contexts = new Map();

/** From now on, until the function that it returns is called. */
export async function hurry(context) {
  const underWay = new Set();
  context.on('request', (request) => { if (!request.url().endsWith(COLLECTOR)) underWay.add(request); });
  for (const end of ['requestfinished', 'requestfailed']) context.on(end, (request) => underWay.delete(request));
  await context.addInitScript(keepTimers, QUIET_MS);
  contexts.set(context, underWay);
  return () => contexts.delete(context);
}

/** Lets a second pass on each page that is quiet, and what was seen then leave for the collector. */
export async function settle() {
  for (const context of contexts.keys()) await Promise.all(context.pages().map((page) => pass(page, QUIET_MS)));
}

/**
 * `act` happens within one moment of the page: none of its waits for quiet ends meanwhile, but by `pass(ms)`, which
 * `act` is given for what the shop itself puts off.
 */
export async function inOneMoment(page, act) {
  await page.evaluate(() => window[Symbol.for('waits')].hold());
  await act((ms) => passAtOnce(page, ms));
  await page.evaluate(() => window[Symbol.for('waits')].goOn());
}

/**
 * Longer passes than any page of Kago's waits for quiet, whatever is under way; what it asks the shop for then has
 * been seen by `page.on('request')`.
 */
export async function passQuiet(page) {
  // A request of the test's own: what came before it has been heard, or asked for.
  const ask = () => page.evaluate(() => fetch('/nothing-of-the-shop').then(() => {}, () => {}));
  for (let round = 0; round < 2; round += 1) {
    await ask();
    await passAtOnce(page, QUIET_MS_MAX);
  }
  await ask();
}

const passAtOnce = (page, ms) => page.evaluate((leftMs) => {
  const waits = window[Symbol.for('waits')];
  for (let left = leftMs; left >= 0;) left -= waits.next(left) ?? Infinity;
}, ms);

/**
 * The clock on the wall shows a time at which nobody sends any more what was being sent, for each page of this context
 * from now on; timers know nothing of it.
 */
export async function endLeases(context) {
  await context.addInitScript(setAhead, LEASE_MS);
  const frames = context.pages().flatMap((page) => page.frames());
  await Promise.all(frames.map((frame) => frame.evaluate(setAhead, LEASE_MS).catch((error) => {
    if (!GONE.test(error.message)) throw error;
  })));
}

/** For a page that no context can be told of: the same, as a tag before its first script. */
export const aheadTag = `<script>(${setAhead})(${LEASE_MS})</script>`;

/** A page may be on its way to the next one, or be gone, or hang: then the test's own look tells. */
async function pass(page, ms) {
  const passed = passOn(page, ms).catch((error) => {
    if (!GONE.test(error.message)) throw error;
  });
  await Promise.race([passed, wait(PASS_MS_MAX, null, { ref: false })]);
}

async function passOn(page, ms) {
  for (let left = ms; left >= 0;) {
    if (!await isIdle(page)) return;
    const passed = await page.evaluate(passOne, [left, FLUSH_MS_MAX]);
    if (passed === null) return;
    left -= passed;
  }
}

/** Nothing is asked for in this moment, and what came of the last answer has been done. */
async function isIdle(page) {
  const underWay = contexts.get(page.context());
  for (const end = Date.now() + IDLE_MS_MAX; Date.now() < end;) {
    while (underWay.size > 0 && Date.now() < end) await wait(10);
    await page.evaluate((timeout) => new Promise((resolve) => { requestIdleCallback(resolve, { timeout }); }), IDLE_MS_MAX);
    if (underWay.size === 0) return true;
  }
  return false;
}

/** In the page. Ends the wait that is due next, if within `left` ms; else sends what was said. */
async function passOne([left, flushMs]) {
  const waits = window[Symbol.for('waits')];
  if (!waits || document.readyState !== 'complete') return null;
  const passed = waits.next(left);
  if (passed !== undefined) return passed;
  if (window.kago?.flush && !window.kago.q) await Promise.race([window.kago.flush(), new Promise((resolve) => { waits.later(resolve, flushMs); })]);
  return null;
}

/** In the page, once or twice: its `Date` is that much ahead. */
function setAhead(ms) {
  const key = Symbol.for('ahead');
  if (window[key]) return;
  window[key] = true;
  const { Date: Wall } = window;
  const now = () => Wall.now() + ms;
  window.Date = new Proxy(Wall, {
    construct: (date, args, of) => Reflect.construct(date, args.length ? args : [now()], of),
    get: (date, name) => (name === 'now' ? now : date[name]),
  });
}

/** In the page, before its first script. */
function keepTimers(msMax) {
  const key = Symbol.for('waits');
  if (window[key]) return; // a window that has just been opened is its first page's, too
  const { setTimeout: later, clearTimeout: never } = window;
  /** By the numbers that the page knows: `work`, `due` by the clock below, and the browser's own timer. */
  const waiting = new Map();
  let aheadMs = 0;
  let stoppedAt;
  const now = () => stoppedAt ?? performance.now() + aheadMs;

  function end(id) {
    const { work, timer } = waiting.get(id);
    never(timer);
    waiting.delete(id);
    work();
  }

  window.setTimeout = function setTimeout(work, ms, ...args) {
    if (window.__pwClock || typeof work !== 'function' || !(ms >= 1 && ms <= msMax)) return later(work, ms, ...args);
    const id = later(() => end(id), ms);
    if (stoppedAt !== undefined) never(id);
    waiting.set(id, { work: () => work(...args), due: now() + ms, timer: id });
    return id;
  };
  window.clearTimeout = function clearTimeout(id) {
    never(waiting.get(id)?.timer ?? id);
    waiting.delete(id);
  };

  Object.defineProperty(window, key, { value: {
    later: (work, ms) => later(work, ms),
    hold() {
      stoppedAt = now();
      for (const { timer } of waiting.values()) never(timer);
    },
    goOn() {
      aheadMs = stoppedAt - performance.now();
      stoppedAt = undefined;
      for (const [id, one] of waiting) one.timer = later(() => end(id), one.due - now());
    },
    /** Ends the next wait, if it is due within so many ms. Returns those that have passed. */
    next(leftMs) {
      const [first] = [...waiting].sort(([, one], [, other]) => one.due - other.due);
      if (!first || first[1].due - now() >= leftMs + 1) return undefined;
      const passed = Math.max(first[1].due - now(), 0);
      if (stoppedAt === undefined) aheadMs += passed;
      else stoppedAt += passed;
      end(first[0]);
      return passed;
    },
  } });
}
