// What a page's origin has stored: read and changed in the page, without the SDK.

/** Every record of every database, by database and store. */
export const storedOf = (page) => page.evaluate(async () => {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  // One that has been deleted since it was listed would be made anew, without the stores that a page needs.
  const openKnown = (name) => {
    const request = indexedDB.open(name);
    request.onupgradeneeded = () => request.transaction.abort();
    return done(request).catch((error) => { if (error.name !== 'AbortError') throw error; });
  };
  const found = {};
  for (const { name } of await indexedDB.databases()) {
    const db = await openKnown(name);
    if (!db) continue;
    found[name] = {};
    for (const store of db.objectStoreNames) found[name][store] = await done(db.transaction(store).objectStore(store).getAll());
    db.close();
  }
  return found;
});

/** Puts another state in the place of Kago's. */
export const putState = (page, state) => page.evaluate((value) => new Promise((resolve, reject) => {
  const request = indexedDB.open('kago');
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const tx = request.result.transaction('state', 'readwrite');
    tx.objectStore('state').put(value, 'state');
    tx.oncomplete = resolve;
    tx.onabort = () => reject(tx.error);
    request.result.close();
  };
}), state);

/** The lines that pages have left, each once: a page may write one down before its tracker is there, and again with it. */
export const linesLeft = async (page) => [...new Set((await storedOf(page)).kago?.leftovers.flatMap((record) => record.split('\n')) ?? [])];
