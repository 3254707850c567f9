// What is said of the list: how much of all it shows, and why it is empty.

import { exportOf } from './api.js';
import { byId } from './dom.js';
import { queryOf } from './filter.js';

const figure = new Intl.NumberFormat('en');
const eventsOf = (count) => `${figure.format(count)} event${count === 1 ? '' : 's'}`;

function wordsOf({ shown, matching, all, feed }, isFiltered) {
  if (feed.isCleared()) return `${eventsOf(shown)} since the view was cleared`;
  const found = isFiltered ? `${figure.format(matching)} of ${eventsOf(all)} match` : eventsOf(all);
  return shown < matching ? `${found}, the newest ${figure.format(shown)} are shown` : found;
}

/**
 * @param {{ shown: number, matching: number, all: number, filter: import('./filter.js').Filter, feed: ReturnType<import('./feed.js').createFeed> }} state
 *   matching, all: as the collector has counted them last
 */
export function showResults(state) {
  const { shown, filter, feed } = state;
  const query = queryOf(filter);
  byId('count').textContent = wordsOf(state, query.length > 0);
  byId('export').href = exportOf(query);
  byId('uncleared').hidden = !feed.isCleared();
  byId('older').hidden = !feed.hasOlder();
  byId('older').setAttribute('aria-busy', String(feed.isLoadingOlder()));
  byId('empty').hidden = shown > 0;
  byId('empty').textContent = feed.hasAny() || query.length > 0
    ? 'No event matches these filters.'
    : 'Nothing to show yet. Open the demo store and look at a product: its event appears here at once.';
}
