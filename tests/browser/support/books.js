// The books of delivery, as each page that is still open tells them: an event stands in one of them,
// whatever has happened to it.

import { setTimeout as wait } from 'node:timers/promises';
import { expect } from './expect.js';

// A page may have crashed, or hold its database: then it has nothing to tell.
const ANSWER_MS = 5_000;

/** `tracked = acked + stored + all of ledger`, on every page of the context whose core runs. */
export async function expectBalance(context) {
  const statuses = await Promise.all(context.pages().map(statusOf));
  for (const status of statuses.filter((told) => told?.core === 'ready')) {
    const { tracked, acked, stored, ledger } = status;
    const lost = Object.values(ledger).reduce((sum, count) => sum + count, 0);
    expect(acked + stored + lost, `acked + stored + all of ledger is tracked: ${JSON.stringify(status)}`).toBe(tracked);
  }
}

function statusOf(page) {
  // The stub's own calls wait for a script that may never come.
  const told = page.evaluate(() => (window.kago?.q ? null : window.kago?.getStatus?.()));
  return Promise.race([told.catch(() => null), wait(ANSWER_MS, null, { ref: false })]);
}
