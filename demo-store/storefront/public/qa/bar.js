// What a strip says at a glance, in the demo shop as in the platform stand-ins: what the last call came to, and what keeps
// events from leaving.

import { h } from '../theme/dom.js';
import { alarmOf, onDelivery } from './delivery.js';
import { onResults } from './results.js';
import { resultStyle } from './results-list.js';

export const last = h('span', { class: 'qa-last', test: 'qa-last', role: 'status' }, 'no call yet');
export const alarm = h('span', { class: 'qa-alarm bad', test: 'qa-alarm', role: 'alert' });

export function showBar(strip) {
  onResults(drawLast);
  onDelivery((status) => drawDelivery(strip, status));
}

function drawLast([entry]) {
  if (!entry) return;
  last.className = `qa-last ${resultStyle(entry.result)}`;
  last.textContent = `${entry.name}: ${entry.result.status}`;
}

/** What was accepted here and doesn't leave is no success: then nothing of it is green. */
function drawDelivery(strip, status) {
  const text = alarmOf(status);
  strip.toggleAttribute('data-alarm', text !== '');
  if (alarm.textContent !== text) alarm.textContent = text;
}
