// The head of the page: counts, connection, reset.

import { fetchSummary, resetDatabase } from './api.js';
import { byId } from './dom.js';
import { formatClock } from './format.js';

const stateTexts = { connecting: 'connecting', live: 'live', broken: 'no connection, trying again', paused: 'paused' };

/** @param {string} state @param {Date | null} silentSince the last answer, of a collector that gives none now */
export function showConnection(state, silentSince) {
  const text = silentSince ? `no answer since ${formatClock(silentSince)}` : stateTexts[state];
  byId('connection').dataset.state = silentSince ? 'broken' : state;
  if (byId('connection').textContent !== text) byId('connection').textContent = text;
  byId('events').toggleAttribute('data-stale', silentSince !== null);
  byId('stale').hidden = silentSince === null;
  byId('stale').textContent = silentSince ? `The collector gives no answer: these rows are as they were at ${formatClock(silentSince)}.` : '';
}

const sum = (counts) => Object.values(counts).reduce((total, count) => total + count, 0);

/** @returns {Promise<{ names: string[], abandonedMinutes: number, all: number }>} the names of all events that the collector holds, its time for carts, and how many there are */
export async function refreshCounts() {
  const { accepted, refused, carts, never_arriving, names, abandoned_minutes: abandonedMinutes } = await fetchSummary();
  byId('count-accepted').textContent = accepted;
  byId('count-refused').textContent = refused;
  byId('count-carts').textContent = carts;
  byId('count-never-arriving').textContent = sum(never_arriving);
  const reasons = Object.entries(never_arriving).map(([reason, count]) => `${reason}: ${count}`).join(', ');
  byId('never-arriving').title = reasons || 'Pages report no lost events.';
  return { names, abandonedMinutes, all: accepted + refused };
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
