// A theme may wait for a call before the shopper goes on: so each has its answer in time, whatever of the
// browser hangs. Which promises hang can't be listed (a fetch, a database, a module): so the limit stands
// where all calls end, and nowhere else.

export const ANSWER_MS_MAX = 8_000;
/** A request to the collector is given up after 10 s. */
export const FLUSH_MS_MAX = 15_000;

/** What comes of `work`, which goes on in any case, or `late()` if that takes too long. `work` doesn't reject. */
export function inTime<T>(ms: number, work: Promise<T>, late: () => T): Promise<T> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(late()), ms);
    void work.then((result) => {
      clearTimeout(timer);
      resolve(result);
    });
  });
}
