// JSON in localStorage, and in memory where the browser refuses it (blocked cookies, full disk): the
// shop then works until the next page instead of not at all.

const PREFIX = 'madobe.';
const memory = new Map();

export function read(key, fallback) {
  try {
    const text = memory.get(key) ?? localStorage.getItem(PREFIX + key);
    return text === null ? fallback : JSON.parse(text);
  } catch {
    return fallback;
  }
}

export function write(key, value) {
  const text = JSON.stringify(value);
  try {
    localStorage.setItem(PREFIX + key, text);
    memory.delete(key);
  } catch {
    memory.set(key, text);
  }
}

/** Calls `listener` when another tab has written `key`, or when this page comes back from the
 * back/forward cache, which sleeps through what the other tabs write. */
export function onOutsideChange(key, listener) {
  addEventListener('storage', (event) => {
    if (event.key === PREFIX + key || event.key === null) listener();
  });
  addEventListener('pageshow', (event) => {
    if (event.persisted) listener();
  });
}

export function forgetAll() {
  memory.clear();
  try {
    Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => localStorage.removeItem(key));
  } catch {
    // Blocked storage holds nothing that could be forgotten.
  }
}
