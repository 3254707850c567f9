// Lines of calls as they lie in the store `leftovers`, several in one record, and what a page may leave there.

import type { Connection } from './connection';
import { forgetWords, keepWords } from './last-words';

/** Over all lines, in UTF-16 units; a line costs LINE_UNITS more than it has, so 3,000 short ones are the end too. */
export const LEFT_UNITS_MAX = 3_000_000;
const LINE_UNITS = 1_000;

export const costOf = (line: string) => line.length + LINE_UNITS;

/** A page whose files take longer than that to come writes down what it was told meanwhile; its end doesn't wait. */
export const LEAVE_MS = 200;

/** Of one page end: a record costs it as much as ten lines do. */
const RECORD_LINES_MAX = 10;

/** Lines as they are written. */
export function recordsOf(lines: string[]): string[] {
  const records = [];
  for (let i = 0; i < lines.length; i += RECORD_LINES_MAX) records.push(lines.slice(i, i + RECORD_LINES_MAX).join('\n'));
  return records;
}

/**
 * Adds them for whoever comes next. Asks for nothing, so that the transaction needs no more words of a page that ends.
 * `isLast`: the page may be destroyed as soon as this returns.
 */
export async function leave(use: Connection['use'], lines: string[], isLast?: boolean): Promise<void> {
  const words = isLast ? keepWords(lines) : [];
  await use(['leftovers'], (tx) => {
    for (const record of recordsOf(lines)) tx.objectStore('leftovers').add(record);
    tx.commit?.();
  });
  forgetWords(words);
}
