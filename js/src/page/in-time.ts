// Waiting for what may never answer: the browser's storage, a request, a module. A theme may wait for a call before the
// shopper goes on, so each call has its answer in time, whatever of the browser hangs. Which promises hang can't be
// listed: so that limit stands where all calls end (api/desk.ts).

/** One timer for all that wait: of a call it was the dearest part, and nearly all have their answer long before. */
const TICK_MS = 1_000;

/** For the answer to a call: within 8 s. */
export const ANSWER_MS_MAX = 8_000 - TICK_MS;
/** Within 15 s: a request to the collector is given up after 10 s. */
export const FLUSH_MS_MAX = 15_000 - TICK_MS;

/** It did not answer. It may still. */
export class Late extends Error {
  /** No other try would do better. */
  readonly isFinal = true;
}

/** The ms that each has left. */
const waiting = new Map<() => void, number>();
let ticking: unknown;

/** A hidden tab ticks once a second too; a frozen or throttled one takes one tick for all the time that it slept. */
function tick(): void {
  ticking ||= setTimeout(() => {
    ticking = 0;
    waiting.forEach((left, giveUp) => {
      waiting.set(giveUp, left - TICK_MS);
      if (left > 0) tick();
      else giveUp();
    });
  }, TICK_MS);
}

/** What comes of `work`, or, when that takes longer, up to a tick later, of `late`. The work goes on in any case. */
export async function inTime<T>(work: Promise<T>, ms: number, late = (): T => { throw new Late('no answer'); }): Promise<T> {
  let giveUp!: () => void;
  const over = new Promise<void>((resolve) => { giveUp = resolve; });
  if (!ms) giveUp();
  waiting.set(giveUp, ms);
  tick();
  return Promise.race([work, over.then(late)]).finally(() => waiting.delete(giveUp));
}
