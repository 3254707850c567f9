// Waiting for the browser's storage, which may never answer.

/** It did not answer. It may still. */
export class Late extends Error {
  /** No other try would do better. */
  readonly isFinal = true;
}

const TICK_MS = 250;

/** Rejects when the work takes longer. A frozen or throttled tab takes one tick for all the time that it slept. */
export function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = (left: number) => {
      if (left <= 0) return reject(new Late('kago: storage did not answer'));
      timer = setTimeout(() => tick(left - TICK_MS), Math.min(left, TICK_MS));
    };
    tick(ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
