// A machine's clock that is set forward or back by a day, at the worst of times: nothing is lost, comes
// twice or waits longer than its cause, and a cart's events keep their order in time, unless the clock was wrong.

import { expect, test, until } from './support/fixtures.js';
import { answerLater, answerWith, open } from './support/gate.js';

const DAY_MS = 86_400_000;
/** A time further ahead is a wrong clock's (core/base/limits.h). */
const CLOCK_AHEAD_MS = 600_000;
const RETRY_S = 30;
// What the collector asks for, and up to half as much again.
const RETRY_MS_MAX = RETRY_S * 1_500;

const JUMPS = { forward: [DAY_MS], back: [-DAY_MS], 'forward and back': [DAY_MS, -DAY_MS], 'back and forward': [-DAY_MS, DAY_MS] };

/** The clock on the wall, in all tabs; timers don't notice. */
const jump = async (page, ms) => page.clock.setSystemTime(await page.evaluate(() => Date.now()) + ms);

const statusOf = (page) => page.evaluate(() => kago.getStatus());
const sayCart = (page, n) => page.evaluate((i) => kago.cartUpdated(cart(i, { products: [line({ quantity: i })] })), n);
const numbersTo = (last) => Array.from({ length: last }, (_, i) => i + 1);

async function openShop(context, site) {
  const page = await context.newPage();
  await page.goto(site.npmPage());
  await until(page, async () => (await kago.getStatus()).core === 'ready');
  return page;
}

/** All events of one cart, in the order of the calls. */
async function expectArrived(page, collector, count) {
  await expect.poll(collector.numbers).toEqual(numbersTo(count));
  await expect.poll(() => statusOf(page)).toMatchObject({ tracked: count, acked: count, stored: 0, failures: 0, ledger: {} });
  const events = await collector.arrivals();
  expect(new Set(events.map(({ properties }) => properties.cart_id)).size).toBe(1);
  const times = events.map(({ time }) => Date.parse(time));
  expect(times.slice(1).every((time, i) => time > times[i] || times[i] - time > CLOCK_AHEAD_MS), `times rise: ${times}`).toBe(true);
}

for (const [way, steps] of Object.entries(JUMPS)) {
  test.describe(`when the clock is set ${way}`, () => {
    test.beforeEach(({ context }) => context.clock.install());

    test('between calls, they arrive in their order', async ({ context, site, collector }) => {
      const page = await openShop(context, site);
      await sayCart(page, 1);
      let n = 1;
      for (const ms of steps) {
        await jump(page, ms);
        await sayCart(page, n += 1);
      }
      await page.evaluate((next) => Promise.all([kago.checkoutStarted(checkout(next)), kago.orderPlaced(order(next + 1))]), n + 1);
      await expectArrived(page, collector, n + 2);
    });

    test('while a request is under way, another tab goes on, and the late answer changes nothing', async ({ context, site, collector }) => {
      const [sender, other] = [await openShop(context, site), await openShop(context, site)];
      const [first, last] = [answerLater(), answerLater()];
      collector.gate.behave(first.behaviour);
      await sayCart(sender, 1);
      await first.asked;
      collector.gate.behave(open);
      for (const [i, ms] of steps.entries()) {
        await expect.poll(async () => (await statusOf(other)).acked).toBe(i && i + 1);
        if (i === steps.length - 1) collector.gate.behave(last.behaviour);
        await jump(other, ms);
        await sayCart(other, i + 2);
      }
      await last.asked;
      const before = await statusOf(other);
      const heard = Promise.race(['requestfinished', 'requestfailed'].map((event) => sender.waitForEvent(event)));
      first.answer();
      await heard;
      expect(await statusOf(sender)).toEqual(before);
      last.answer();
      await expectArrived(other, collector, steps.length + 1);
    });

    test('during a backoff, it doesn\'t get longer than it was', async ({ context, site, collector }) => {
      const page = await openShop(context, site);
      collector.gate.behave(answerWith(503, { 'retry-after': String(RETRY_S), 'access-control-expose-headers': 'retry-after' }));
      const failures = async () => (await statusOf(page)).failures;
      let n = 0;
      for (const ms of steps) {
        await sayCart(page, n += 1);
        await expect.poll(failures).toBe(n);
        await jump(page, ms);
      }
      collector.gate.behave(open);
      await page.clock.runFor(RETRY_MS_MAX);
      await expectArrived(page, collector, n);
    });
  });
}
