// What a page says last, once more beside the database, until the next page moves it there. Chromium aborts the
// transactions of a document that it destroys (`~Connection` in content/browser/indexed_db/instance/connection.cc), and
// one that no back/forward cache keeps is destroyed in the very task of `pagehide`. What `setItem` has taken goes on
// its way without the document. It is on the disk some seconds later: a browser that is killed wants the database.

import { attempt } from '../page/attempt';
import { owed } from './denial';

export const PREFIX = 'kago.last.';
/** Over all pages, in UTF-16 units: most of an origin's five million are the shop's. */
const UNITS_MAX = 1_000_000;

/** One a page. */
export const wordKeys = () => attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) ?? [];

/** Those lines that have room. Returns their key, for `forgetWords`. What there is no room for the database alone has. */
export const keepWords = (lines: string[]): string[] => attempt(() => {
  // What is said after a denial isn't taken with what was said before.
  const key = PREFIX + owed() + Math.random();
  let room = UNITS_MAX;
  for (const other of wordKeys()) room -= localStorage[other].length;
  localStorage.setItem(key, lines.filter((line) => (room -= line.length + 1) >= 0).join('\n'));
  return [key];
}) ?? [];

export function forgetWords(keys: string[]): void {
  for (const key of keys) localStorage.removeItem(key);
}
