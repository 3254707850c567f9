// What is measured. Each measure is a visit of its own, and gives figures by their names in `figures`.

import { CATEGORIES, loading, longestBeside, pageEnd } from './trace.mjs';
import { sleep, visitPage } from './visit.mjs';

const STEADY = 600;
const PER_SECOND = 100;
const FEW_CALLS = 20;
const SPACED_PER_SECOND = 10;
const SETTLE_MS = 1_000;
/** As many as Kago's queue has room for, with those that are said while they wait. */
const MANY_WAITING = 950;

const sorted = (times) => [...times].sort((a, b) => a - b);
export const quantile = (times, share) => sorted(times)[Math.min(times.length - 1, Math.floor(times.length * share))];
const each = ({ wall, cpu }, name, count = 1) => ({ [name]: wall / count, [`${name}Cpu`]: cpu / count });

/** From before the tag until the collector has answered for one product view. */
const view = async (page) => {
  const busy = await page.busy(async () => {
    await page.load();
    await page.call('bench.view');
    await page.arrived(1);
    await sleep(SETTLE_MS);
  });
  return { ...each(busy, 'view'), bytes: page.visit.brotli(), scriptBytes: page.visit.brotli(page.visit.contender.script) };
};

const init = async (page) => {
  const events = await page.tab.trace(CATEGORIES, async () => {
    await page.load();
    await sleep(SETTLE_MS);
  });
  const { evaluation, task } = loading(events, page.visit.contender.script);
  return { ...each(evaluation, 'eval'), ...each(task, 'initTask') };
};

const steady = async (page) => {
  await page.warm();
  const { requests } = page.visit;
  let times;
  const busy = await page.busy(async () => {
    times = await page.call('bench.steady', 'view', STEADY, PER_SECOND);
    await page.arrived(1 + STEADY);
  });
  return { callUs: quantile(times, 0.5), callUsP95: quantile(times, 0.95), ...each(busy, 'steady', STEADY), requests: page.visit.requests - requests };
};

const burst = async (page) => {
  await page.warm();
  let ms;
  const busy = await page.busy(async () => {
    ms = await page.call('bench.burst', 100);
    await page.arrived(101);
  });
  return { burstMs: ms, ...each(busy, 'burst', 100) };
};

const burstTask = async (page) => {
  await page.warm();
  const events = await page.tab.trace(CATEGORIES, async () => {
    await page.call('bench.burst', 1_000);
    await page.arrived(1_001);
    await page.quiet();
  });
  return each(longestBeside(events), 'burstTask');
};

/** The page is left with so many events that no collector has taken: said in that moment, or written down before. */
const leave = (count, isSaidBefore) => async (page) => {
  await page.warm();
  page.visit.isSilent = true;
  if (isSaidBefore) {
    // One is on its way and keeps the others from going; they are there when the page ends.
    await page.call('bench.view');
    await sleep(SETTLE_MS * 1.5);
    await page.call('bench.burst', count);
    await page.quiet();
  }
  const next = `${page.visit.url}/next`;
  const events = await page.tab.trace(CATEGORIES, async () => {
    await page.call('bench.leave', next, isSaidBefore ? 0 : count);
    await sleep(SETTLE_MS);
  });
  const { handlers, task } = pageEnd(events);
  const name = `${isSaidBefore ? 'written' : 'said'}${count}`;
  return { ...each(handlers, name), ...each(task, `${name}Task`) };
};

const lines = (count) => async (page) => {
  await page.warm();
  const busy = await page.busy(async () => {
    await page.call('bench.steady', 'cart', FEW_CALLS, SPACED_PER_SECOND, count);
    await page.arrived(1 + FEW_CALLS);
  });
  return each(busy, `lines${count}`, FEW_CALLS);
};

const waiting = (count) => async (page) => {
  await page.warm();
  page.visit.isSilent = true;
  await page.call('bench.burst', count);
  await page.quiet();
  const busy = await page.busy(async () => {
    await page.call('bench.steady', 'view', FEW_CALLS, SPACED_PER_SECOND);
    await sleep(SETTLE_MS);
  });
  return each(busy, `waiting${count}`, FEW_CALLS);
};

const BURST = 500;
const kilobytes = (bytes) => bytes / 1024;

/** What 10,000 events leave behind, beside what the first 1,000 do. */
const memory = (isDown) => async (page) => {
  await page.call('bench.watchMemories');
  await page.warm();
  page.visit.isSilent = isDown;
  const found = {};
  for (let said = BURST; said <= 10_000; said += BURST) {
    await page.call('bench.burst', BURST);
    if (!isDown && !(await page.arrived(1 + said))) throw new Error(`${said} events didn't arrive`);
    await page.quiet();
    if (said !== 1_000 && said !== 10_000) continue;
    const name = `${isDown ? 'down' : 'up'}${said}`;
    found[`${name}Heap`] = kilobytes(await page.tab.heapBytes());
    found[`${name}Wasm`] = kilobytes(await page.call('bench.wasmBytes'));
  }
  return found;
};

const ofAll = (run) => ({ run });
/** With many calls, of Kago alone: some of the others would take minutes. */
const ofKago = (run) => ({ run, isOfKago: true });

/** Visits, by the name of the group that `--measures` chooses. */
const VISITS = {
  init: [view, init].map(ofAll),
  steady: [steady].map(ofAll),
  burst: [burst, burstTask].map(ofAll),
  end: [
    ...[leave(0, false), leave(1, false), leave(10, false), leave(100, false)].map(ofAll), ofKago(leave(1_000, false)),
    ...[leave(1, true), leave(10, true), leave(100, true), leave(MANY_WAITING, true)].map(ofKago),
  ],
  lines: [lines(5), lines(200)].map(ofAll),
  waiting: [ofAll(waiting(10)), ofKago(waiting(MANY_WAITING))],
  memory: [memory(false), memory(true)].map(ofKago),
};

export const groups = Object.keys(VISITS);

/** In the order in which they are made: whoever is compared stands side by side. */
export function* visitsIn({ rounds, rates, measures }, contenders) {
  for (let round = 1; round <= rounds; round++) {
    for (const group of measures) {
      // A minute each, and the same every time.
      const isOnce = group === 'memory';
      if (isOnce && round > 1) continue;
      for (const [nth, { run, isOfKago }] of VISITS[group].entries()) {
        for (const rate of isOnce ? rates.slice(0, 1) : rates) {
          for (const contender of contenders) {
            const isMeasured = !isOfKago || contender.folder || (contender.isBare && !isOnce);
            if (isMeasured) yield { name: `${round}: ${group} ${nth + 1}/${VISITS[group].length}, ${contender.name}, ${rate}x`, run, rate, contender };
          }
        }
      }
    }
  }
}

/** @returns {Promise<object>} figures */
export const measure = (world, { contender, rate, run }) => visitPage(world, contender, rate, run);

/** Two rows: by the clock, and of a processor, which is what others at work on the machine can't disturb. */
const times = (group, name, title, digits, more = {}) => [
  { name, title: `${title}, ms`, digits, group, ...more }, { name: `${name}Cpu`, title: '  of a processor', digits, group, ...more },
];
const busyTimes = (...words) => times(...words, { isOver: true });
const endTimes = (name, title) => times('end', name, `page end, ${title}: its handlers`, 1);

/** The rows of the table. `isOver`: what a page without any contender has is taken off. `isBytes`: the same at every rate. */
export const figures = [
  { name: 'bytes', title: 'brotli for init + one event, bytes', digits: 0, group: 'init', isBytes: true },
  { name: 'scriptBytes', title: '  of the script itself', digits: 0, group: 'init', isBytes: true },
  ...times('init', 'eval', 'eval + init', 1),
  ...times('init', 'initTask', 'longest task in init', 1),
  ...busyTimes('init', 'view', 'page view, tag to acknowledged', 1),
  { name: 'callUs', title: 'a call, median, us', digits: 0, group: 'steady' },
  { name: 'callUsP95', title: 'a call, p95, us', digits: 0, group: 'steady' },
  ...busyTimes('steady', 'steady', '100 events/s, main thread an event', 2),
  { name: 'requests', title: '100 events/s, requests for 600', digits: 0, group: 'steady' },
  { name: 'burstMs', title: 'burst of 100, the calls, ms', digits: 1, group: 'burst' },
  ...busyTimes('burst', 'burst', 'burst of 100, main thread an event', 2),
  ...times('burst', 'burstTask', 'burst of 1,000, longest task after the calls', 1),
  ...endTimes('said0', 'nothing unsent'),
  ...[1, 10, 100, 1_000].flatMap((n) => endTimes(`said${n}`, `${n} said just then`)),
  ...times('end', 'said1000Task', '  the longest task of it', 1),
  ...[1, 10, 100, MANY_WAITING].flatMap((n) => endTimes(`written${n}`, `${n} written down`)),
  ...times('end', `written${MANY_WAITING}Task`, '  the longest task of it', 1),
  ...busyTimes('lines', 'lines5', 'a cart of 5 lines, main thread', 2),
  ...busyTimes('lines', 'lines200', 'a cart of 200 lines, main thread', 2),
  ...busyTimes('waiting', 'waiting10', 'an event with 10 waiting, main thread', 2),
  ...busyTimes('waiting', `waiting${MANY_WAITING}`, `an event with ${MANY_WAITING} waiting, main thread`, 2),
  ...['up', 'down'].flatMap((way) => [1_000, 10_000].flatMap((count) => [
    { name: `${way}${count}Heap`, title: `collector ${way}, heap after ${count.toLocaleString('en-US')}, kB`, digits: 0, group: 'memory' },
    { name: `${way}${count}Wasm`, title: '  WebAssembly, kB', digits: 0, group: 'memory' },
  ])),
];
