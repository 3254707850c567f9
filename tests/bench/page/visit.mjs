// One visit to a page that has a contender: what every measure begins and ends with.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const TYPES = { js: 'text/javascript; charset=utf-8', wasm: 'application/wasm' };
const PAGE = '<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,"><script src="/in-page.js"></script></html>';
const ARRIVE_MS_MAX = 20_000;
const QUIET_MS_MAX = 30_000;
const LOOK_MS = 300;
/** So much a page that does nothing may do between two looks, at a fourth of its speed too. */
const IDLE_MS = 6;

const inPage = readFileSync(new URL('in-page.js', import.meta.url));
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function filesOf({ files, folder }) {
  const read = (path) => {
    if (path === '/in-page.js') return inPage;
    if (!path.startsWith('/sdk/')) return PAGE;
    return files ? files[path] : readFileSync(join(folder, path.slice('/sdk/'.length)));
  };
  return (path) => {
    const body = read(path);
    return body && { body, type: TYPES[path.split('.').pop()] ?? 'text/html; charset=utf-8' };
  };
}

/** @returns {Promise<import('./trace.mjs').Times>} of the main thread, in tasks */
async function busyMs(tab) {
  const { metrics } = await tab.send('Performance.getMetrics');
  const value = (wanted) => metrics.find(({ name }) => name === wanted).value * 1000;
  return { wall: value('TaskDuration'), cpu: value('ThreadTime') };
}

/**
 * @param {{ chromium: object, servers: object }} world
 * @param {(page: object) => Promise<T>} run with the contender's script not loaded yet
 * @returns {Promise<T>} @template T
 */
export async function visitPage({ chromium, servers }, contender, rate, run) {
  const visit = servers.begin(contender, filesOf(contender));
  const tab = await chromium.open();
  const isSilentFor = contender.name === 'nothing';
  const page = {
    tab,
    visit,
    call: tab.call,
    load: () => tab.call('bench.load', { script: contender.script, data: contender.data, collector: visit.collector, path: contender.path, adapter: contender.adapter }),
    /** Once the collector has answered for so many events in all; undefined if they don't come. */
    async arrived(count) {
      await tab.call('bench.flush');
      if (!isSilentFor && !(await visit.arrived(count, ARRIVE_MS_MAX))) return false;
      await sleep(LOOK_MS);
      return true;
    },
    /** Ready for more: its first event has arrived. */
    async warm() {
      await page.load();
      await sleep(LOOK_MS);
      await tab.call('bench.view');
      if (!(await page.arrived(1))) throw new Error(`${contender.name}: the first event didn't come`);
    },
    /** Once the page does nothing any more. */
    async quiet() {
      const began = Date.now();
      for (let last = await busyMs(tab); ;) {
        await sleep(LOOK_MS);
        const now = await busyMs(tab);
        if (now.cpu - last.cpu < IDLE_MS * (rate > 1 ? 2 : 1) || Date.now() - began > QUIET_MS_MAX) return;
        last = now;
      }
    },
    /** What the main thread did meanwhile. */
    async busy(work) {
      const before = await busyMs(tab);
      await work();
      const after = await busyMs(tab);
      return { wall: after.wall - before.wall, cpu: after.cpu - before.cpu };
    },
  };
  try {
    await tab.goTo(visit.url);
    await tab.send('Performance.enable');
    await tab.send('Emulation.setCPUThrottlingRate', { rate });
    if (!(await tab.call('bench.isShown'))) throw new Error('the page is not in front, or its clock is rounded');
    return await run(page);
  } finally {
    await tab.close();
    visit.end();
  }
}
