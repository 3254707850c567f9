// Many requests share a transaction, and so a write to the disk, which is what costs: those that are there already, and
// those that come while these are read. Who comes alone isn't kept waiting. Each is answered after the commit that it is in.

import { limits } from '../limits.js';
import { storageFailureOf } from '../store/failures.js';

/**
 * @template B, R
 * @param {(batches: B[]) => R[]} store all of them, or none
 * @returns {(batch: B) => Promise<R>}
 */
export function groupCommits(store) {
  let waiting = [];

  function commitAlone({ batch, resolve, reject }) {
    try {
      resolve(store([batch])[0]);
    } catch (error) {
      reject(error);
    }
  }

  function commit() {
    const group = waiting;
    waiting = [];
    let results;
    try {
      results = store(group.map(({ batch }) => batch));
    } catch (error) {
      // What is wrong with one mustn't cost the others.
      return storageFailureOf(error) ? group.forEach(({ reject }) => reject(error)) : group.forEach(commitAlone);
    }
    return group.forEach(({ resolve }, i) => resolve(results[i]));
  }

  /** @param {number} before how many there were a turn of the loop ago */
  function commitOnceQuiet(before) {
    const isQuiet = waiting.length === before || waiting.length >= limits.requestsPerCommit;
    return isQuiet ? commit() : setImmediate(commitOnceQuiet, waiting.length);
  }

  return (batch) => new Promise((resolve, reject) => {
    if (waiting.length === 0) setImmediate(commitOnceQuiet, 1);
    waiting.push({ batch, resolve, reject });
  });
}
