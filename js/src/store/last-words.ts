// What a page says last, once more beside the database, until the next page moves it there. Chromium aborts the
// transactions of a document that it destroys (`~Connection` in content/browser/indexed_db/instance/connection.cc), and
// one that no back/forward cache keeps is destroyed in the very task of `pagehide`. What `setItem` has taken goes on
// its way without the document. It is on the disk some seconds later: a browser that is killed wants the database.

const PREFIX = 'kago.last.';
/** Over all pages, in UTF-16 units: most of an origin's five million are the shop's. */
const UNITS_MAX = 1_000_000;

/** One a page. None where there is no localStorage (a worker), or the shopper blocks it. */
export function wordKeys(): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

export const wordsIn = (key: string) => localStorage.getItem(key)?.split('\n').filter(Boolean) ?? [];

/** Those lines that have room. Returns their key, for `forgetWords`. */
export function keepWords(lines: string[]): string[] {
  try {
    const key = PREFIX + Math.random();
    let room = wordKeys().reduce((left, other) => left - localStorage[other].length, UNITS_MAX);
    localStorage.setItem(key, lines.filter((line) => (room -= line.length + 1) >= 0).join('\n'));
    return [key];
  } catch {
    return []; // full, or not there: the database alone has them
  }
}

export function forgetWords(keys = wordKeys()): void {
  for (const key of keys) localStorage.removeItem(key);
}
