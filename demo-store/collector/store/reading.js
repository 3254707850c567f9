// A thread of its own for reads that look at many rows, and for the log (log-carrier.js): a summary and a list that is
// filtered may look at every row, and a hundred streams wake at each commit; whoever stores an event waits for none of that.
// It begins with the first who asks.

import { Worker } from 'node:worker_threads';

const SCRIPT = new URL('./reading-worker.js', import.meta.url);

/**
 * @param {string} file of the database
 * @param {{ cartDays?: number, abandonedMinutes?: number, now?: () => number }} [options] of lists
 */
export function createReading(file, { now = Date.now, ...ages } = {}) {
  /** @type {Map<number, { resolve: (result: any) => void, reject: (error: Error) => void }>} */
  const waiting = new Map();
  let worker = null;
  let asked = 0;
  /** Who asks for a summary while one is being made gets that. */
  let summary = null;

  function onAnswer({ number, result, error }) {
    const { resolve, reject } = waiting.get(number);
    waiting.delete(number);
    if (waiting.size === 0) worker.unref();
    if (error) reject(Object.assign(new Error(error.message), error));
    else resolve(result);
  }

  function onEnd(error) {
    worker = null;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }

  function begin() {
    const begun = new Worker(SCRIPT, { workerData: { file, ...ages } });
    begun.on('message', onAnswer).on('error', onEnd).on('exit', () => { if (worker === begun) onEnd(new Error('the reader has ended')); });
    return begun;
  }

  const ask = (name, ...given) => new Promise((resolve, reject) => {
    worker ??= begin();
    worker.ref();
    waiting.set(++asked, { resolve, reject });
    worker.postMessage({ number: asked, at: now(), name, given });
  });

  return {
    page: (filter) => ask('page', filter),
    counts: (filter) => ask('counts', filter),
    /** As createExpecting (inspect/expect-reading.js). */
    expecting: (question) => ask('expecting', question),
    mended: (which) => ask('mended', which),
    lastId: () => ask('lastId'),
    /** As createCheckouts has `page` and `count` (read/checkouts.js). */
    checkouts: (...given) => ask('checkouts', ...given),
    checkoutCount: (...given) => ask('checkoutCount', ...given),
    /** As createAbandoned has `list` (abandoned.js). */
    abandoned: (...given) => ask('abandoned', ...given),
    /** As createListed has them, by name (marketing/listed.js). */
    listed: (...given) => ask('listed', ...given),
    carryLogOver: () => ask('carryLogOver'),
    summary() {
      summary ??= ask('summary').finally(() => { summary = null; });
      return summary;
    },
    close: async () => worker?.terminate(),
  };
}
