// The last calls and what they came to. Kept for the tab's life, because the call that matters is
// often the last one of the page before.

const KEY = 'madobe.qa-results';
const SHOWN_MAX = 6;
const listeners = [];
const entries = readStored();

/** Calls `draw` with the entries, newest first, now and at each change. */
export function onResults(draw) {
  listeners.push(draw);
  draw(entries);
}

export function newEntry(name) {
  const entry = { name, path: location.pathname, result: { status: 'waiting' } };
  entries.unshift(entry);
  entries.length = Math.min(entries.length, SHOWN_MAX);
  notify();
  return entry;
}

export function showResult(entry, result) {
  entry.result = result;
  notify();
}

function notify() {
  store();
  for (const draw of listeners) draw(entries);
}

// Whatever still waited when its page ended will get no answer here: the inspector knows more.
function readStored() {
  try {
    const stored = JSON.parse(sessionStorage.getItem(KEY)) ?? [];
    return stored.map((one) => (one.result.status === 'waiting' ? { ...one, result: { status: 'left the page' } } : one));
  } catch {
    return [];
  }
}

function store() {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(entries));
  } catch {
    // Blocked storage: the results then live as long as the page.
  }
}
