// The head of the page: counts, connection, reset.

import { fetchSummary, resetDatabase } from './api.js';
import { byId } from './dom.js';

const stateTexts = { connecting: 'connecting', live: 'live', broken: 'no connection, trying again', paused: 'paused' };

export function showConnection(state) {
  byId('connection').dataset.state = state;
  byId('connection').textContent = stateTexts[state];
}

const sum = (counts) => Object.values(counts).reduce((total, count) => total + count, 0);

/** @returns {Promise<string[]>} the names of all events that the collector holds */
export async function refreshCounts() {
  const { accepted, refused, carts, never_arriving, names } = await fetchSummary();
  byId('count-accepted').textContent = accepted;
  byId('count-refused').textContent = refused;
  byId('count-carts').textContent = carts;
  byId('count-never-arriving').textContent = sum(never_arriving);
  const reasons = Object.entries(never_arriving).map(([reason, count]) => `${reason}: ${count}`).join(', ');
  byId('never-arriving').title = reasons || 'Pages report no lost events.';
  return names;
}

export function wireReset() {
  const dialog = byId('confirm');
  byId('reset').addEventListener('click', () => dialog.showModal());
  byId('confirm-no').addEventListener('click', () => dialog.close());
  byId('confirm-yes').addEventListener('click', async () => {
    dialog.close();
    await resetDatabase();
  });
}
