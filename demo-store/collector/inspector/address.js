// The page's address: the filter, so that a tester can go back, send a colleague the very view, and a shop page can link to its
// cart; and the event of a link, which is no filter.

const LINKED = ['event', 'row'];

/** @param {string[]} names of the filter's fields @returns {import('./filter.js').Filter} */
export function filterInAddress(names) {
  const address = new URLSearchParams(location.search);
  return { ...Object.fromEntries(names.map((name) => [name, address.get(name) ?? ''])), where: address.getAll('where').filter((condition) => condition.includes('=')) };
}

/** @returns {{ event: string, row: string }} an empty text where it names none */
export function linkInAddress() {
  const address = new URLSearchParams(location.search);
  return Object.fromEntries(LINKED.map((name) => [name, address.get(name) ?? '']));
}

const hrefOf = (address) => `${location.pathname}${address.size > 0 ? `?${address}` : ''}`;

/** @param {import('./filter.js').Filter} filter @param {{ isSameStep: boolean }} options isSameStep: the last entry of the history becomes this one @returns {boolean} whether it is another */
export function writeFilter(filter, { isSameStep }) {
  const address = new URLSearchParams(Object.entries(filter).flatMap(([name, value]) => [value].flat().filter(Boolean).map((one) => [name, one])));
  for (const [name, value] of Object.entries(linkInAddress())) if (value !== '') address.set(name, value);
  const href = hrefOf(address);
  if (href === location.pathname + location.search) return false;
  history[isSameStep ? 'replaceState' : 'pushState'](null, '', href);
  return true;
}

export function forgetLink() {
  const address = new URLSearchParams(location.search);
  for (const name of LINKED) address.delete(name);
  history.pushState(null, '', hrefOf(address));
}
