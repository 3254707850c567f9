// Forgets who the shopper is, in the shop, in Kago and in the platform's scripts, and goes on to the address in `to`.

const WAIT_MS_MAX = 2_000;

/** One that another tab of the shop holds open goes once that tab lets it. */
const deleted = (name) => new Promise((resolve) => {
  const request = indexedDB.deleteDatabase(name);
  for (const end of ['success', 'error', 'blocked']) request.addEventListener(end, resolve);
  setTimeout(resolve, WAIT_MS_MAX);
});

for (const pair of document.cookie.split('; ')) document.cookie = `${pair.split('=')[0]}=; Path=/; Max-Age=0`;
localStorage.clear();
sessionStorage.clear();
await Promise.all((await indexedDB.databases()).map(({ name }) => deleted(name)));

const to = new URL(new URLSearchParams(location.search).get('to') ?? '/', location.origin);
location.replace(to.origin === location.origin ? to : '/');
