// A database that doesn't answer, for as long as a test likes.

/** Another page of the origin, which keeps Kago's database to itself until it is closed. */
export async function holdDatabase(context, site) {
  const page = await context.newPage();
  await page.goto(site.page('/holds', '<title>Holds</title>'));
  await page.evaluate(() => new Promise((resolve) => {
    indexedDB.open('kago').onsuccess = ({ target: { result: db } }) => {
      const store = db.transaction([...db.objectStoreNames], 'readwrite').objectStore('state');
      const again = () => {
        store.get('state').onsuccess = again;
        resolve();
      };
      again();
    };
  }));
  return page;
}
