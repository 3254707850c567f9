// What SQLite's errors mean for who sent a request (https://www.sqlite.org/rescode.html): of the disk, which a sender
// waits for, or a fault of this program.

const FULL = 13;
/** Busy, locked, no memory, read-only, I/O, corrupt, can't open, protocol, no database. */
const UNAVAILABLE = new Set([5, 6, 7, 8, 10, 11, 14, 15, 26]);

/** @returns {{ code: string, error: string, retryAfterS: number } | null} null: it is none of the disk's */
export function storageFailureOf({ rawCode = 0 }) {
  // The rest of the number says more exactly what it was.
  const code = rawCode & 0xff;
  if (code === FULL) return { code: 'storage_full', error: 'The collector\'s disk is full; keep the events and try again later.', retryAfterS: 30 };
  if (UNAVAILABLE.has(code)) return { code: 'storage_unavailable', error: 'The collector\'s storage doesn\'t answer; keep the events and try again later.', retryAfterS: 10 };
  return null;
}
