// Stands between the theme's tracking and Kago and shows testers what each call came to. It changes
// nothing: same calls, same arguments, same promises.

import { newEntry, showResult } from './results.js';

const SHOWN_CALLS = [
  'productViewed', 'cartUpdated', 'cartEmptied', 'checkoutStarted', 'orderPlaced', 'orderRefunded', 'orderCancelled',
];
let findKago = () => undefined;

/** @param {() => object} find gives Kago, asked at each call */
export function watched(find) {
  findKago = find;
  const shown = SHOWN_CALLS.map((name) => [name, (...args) => watchCall(name, args)]);
  return { ...Object.fromEntries(shown), identify: (...args) => find().identify(...args) };
}

/** Kago as it is now, for the strip's own buttons; undefined while nothing has loaded it. */
export function currentKago() {
  return findKago();
}

export function watchCall(name, args) {
  const entry = newEntry(name);
  const promise = findKago()[name](...args);
  promise.then((result) => showResult(entry, result));
  return promise;
}
