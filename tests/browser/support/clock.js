// The page's clock in the test's hand: what a page does after a moment of quiet (a second, for most of what
// observes a cart) waits for the test and not the other way round, however busy the machine is.

const AHEAD_MS = 2_000;
/** Five seconds at most pass between a hint at another cart and the read of it. */
const QUIET_MS_MAX = 6_000;

/** Stops the page's timers; its promises and requests go on. */
async function stop(page) {
  // Not before: a clock that jumps makes a database or a core that is just coming look like one that never comes.
  await page.waitForFunction(async () => (await window.kago?.getStatus?.())?.core === 'ready');
  await page.clock.install();
  const pause = async () => page.clock.pauseAt(await page.evaluate(() => Date.now()) + AHEAD_MS);
  // On a busy machine the clock may have passed that time before it heard of it; it has stopped then.
  await pause().catch(pause);
}

/**
 * `act` happens within one moment of the page: no timer of its runs meanwhile, but by `pass(ms)`, which
 * `act` is given for what the shop itself puts off. Timers that run already are the browser's: where the
 * page may have some (it reads the cart a second after it was opened), the test begins with
 * `page.clock.install()`.
 */
export async function inOneMoment(page, act) {
  await stop(page);
  await act((ms) => page.clock.runFor(ms));
  await page.clock.resume();
}

/**
 * Longer passes than any page of Kago's waits for quiet; what it asks the shop for then has been seen by
 * `page.on('request')`. The test began with `page.clock.install()`.
 */
export async function passQuiet(page) {
  for (let round = 0; round < 2; round += 1) {
    // A request of the test's own: what came before it has been heard, or asked for.
    await page.evaluate(() => fetch('/nothing-of-the-shop').then(() => {}, () => {}));
    await page.clock.runFor(QUIET_MS_MAX);
  }
  await page.evaluate(() => fetch('/nothing-of-the-shop').then(() => {}, () => {}));
}
