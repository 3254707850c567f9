// The long part of what is expected (expect-route.js), for the thread that reads: much that came may be compared with much
// that is expected, and whoever stores an event waits for none of that. It has a time, since others read there too.

import { limits } from '../limits.js';
import { compareWithExpected } from './expectation.js';

class TooMany extends Error {}

/** All that the filter means, or none: of a part nothing could be said to be missing. */
function readAll(reader, filter, requireTime) {
  const rows = [];
  let characters = 0;
  for (let after = filter.after; after !== null;) {
    requireTime();
    const page = reader.page({ ...filter, after, order: 'asc', limit: limits.queryRowsMax });
    for (const { text } of page.rows) {
      characters += text.length;
      rows.push(JSON.parse(text));
    }
    if (rows.length > limits.expectRows || characters > limits.expectCharacters) {
      throw new TooMany(`More than ${limits.expectRows} events, or ${limits.expectCharacters} characters, are compared with: reset before the test, or filter.`);
    }
    after = page.next;
  }
  return rows;
}

/** @returns {() => void} throws once the time is over */
function timeOf(ms) {
  const end = performance.now() + ms;
  return () => {
    if (performance.now() > end) throw new TooMany(`What is expected takes longer than ${ms} ms to compare with what came: reset before the test, filter, or expect fewer events at once.`);
  };
}

/** @param {ReturnType<import('../store/reader.js').createReader>} reader */
export function createExpecting(reader) {
  /**
   * @param {{ expected: import('./expectation.js').Expected[], isOrdered: boolean, filter: import('../store/conditions.js').Filter }} question
   * @returns {{ text: string } | { tooMany: string }} text: the answer's JSON, since an object would be copied by the thread that asks
   */
  return function expecting({ expected, isOrdered, filter }) {
    const requireTime = timeOf(limits.expectMs);
    try {
      const rows = readAll(reader, filter, requireTime).filter(({ origin }) => origin !== 'request');
      const isMeant = ({ status }) => status === (filter.status || 'accepted');
      return { text: JSON.stringify(compareWithExpected(expected, rows.filter(isMeant), { isOrdered, others: rows.filter((row) => !isMeant(row)), requireTime })) };
    } catch (error) {
      if (error instanceof TooMany) return { tooMany: error.message };
      throw error;
    }
  };
}
