// Playwright's `expect`, which asks again sooner: its own polls wait up to a second between two looks, and
// half of that is what most tests would wait for nothing.

import { expect as base } from '@playwright/test';
import { settle } from './clock.js';

const INTERVALS = [50, 100, 200];

/** @type {typeof base} */
export const expect = quick(base);

/**
 * Asks until the page answers with something true. `waitForFunction` takes a promise itself for true, so it waits for
 * no asynchronous answer. A page that can't be asked yet is asked again; no quiet of its passes meanwhile.
 */
export const until = (page, ask, arg) =>
  base.poll(() => page.evaluate(ask, arg).catch(() => false), { intervals: INTERVALS }).toBeTruthy();

/** Until the page's platforms and sources, or `count` of them, are observed: one that is left before that loses its view (docs/delivery.md). */
export const observed = (page, count = 1) =>
  until(page, async (all) => (await window.kago?.getStatus?.())?.platforms.length >= all, count);

function quick(slow) {
  const poll = (actual, options) => slow.poll(async () => {
    await settle();
    return actual();
  }, { intervals: INTERVALS, ...(typeof options === 'string' ? { message: options } : options) });
  const configure = (settings) => quick(slow.configure(settings));
  return new Proxy(slow, { get: (target, name) => ({ poll, configure })[name] ?? target[name] });
}
