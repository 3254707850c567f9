// The testers' strip in the corner of every page: what the last call came to, what keeps events from leaving, the way to
// the inspector, and buttons for events that must be refused. Not a part of the shop.

import config from '/config.js';
import { forgetAll } from '/shop/storage.js';
import { h } from '/theme/dom.js';
import { brokenEvents } from './broken-events.js';
import { onDelivery } from './delivery.js';
import { onResults } from './results.js';
import { currentKago, watchCall } from './watch.js';

const OPEN_KEY = 'madobe.qa-open';
const STATUS_STYLE = { accepted: 'good', duplicate: 'good', refused: 'bad' };

const last = h('span', { class: 'qa-last', test: 'qa-last', role: 'status' }, 'no call yet');
const alarm = h('span', { class: 'qa-alarm bad', test: 'qa-alarm', role: 'alert' });
const problemList = h('ul', { class: 'qa-problems bad', test: 'qa-problems' });
const list = h('ol', { class: 'qa-list', test: 'qa-results' });
const output = h('pre', { class: 'qa-output', test: 'qa-status-text', hidden: true, tabindex: '0', 'aria-label': 'Status' });

export function mountQaStrip() {
  const details = h('details', { class: 'qa-strip', test: 'qa-strip', open: sessionOpen() },
    h('summary', { test: 'qa-toggle' }, h('span', { class: 'qa-title' }, 'QA'), last, alarm), panel());
  details.addEventListener('toggle', () => rememberOpen(details.open));
  // On a phone it is a bar above the shop, so that it covers none of it.
  document.querySelector('.site-header').before(details);
  onResults(drawResults);
  onDelivery((delivery) => drawDelivery(details, delivery));
  watchLoading();
}

function panel() {
  const inspector = new URL('/inspector/', config.collector).href;
  return h('div', { class: 'qa-panel' }, problemList, list,
    h('p', { class: 'qa-buttons' }, brokenEvents.map(({ id, label, fields }) =>
      button(`broken-${id}`, label, () => currentKago() && watchCall('productViewed', [fields])))),
    h('p', { class: 'qa-buttons' },
      button('qa-flush', 'Flush', () => currentKago()?.flush()),
      button('qa-status', 'Status', showStatus),
      button('qa-reset', 'Forget basket and orders', reset)),
    output, h('p', { class: 'qa-links' },
      h('a', { href: inspector, target: '_blank', rel: 'noopener', test: 'inspector-link' }, 'Open the inspector'),
      h('a', { href: '/tag/products/tray-12-round', test: 'tag-page-link' }, 'Script tag page')));
}

function button(test, label, onclick) {
  return h('button', { type: 'button', test, onclick }, label);
}

function drawResults(entries) {
  list.replaceChildren(...entries.map(resultRow));
  if (entries.length === 0) return;
  const [{ name, result }] = entries;
  last.className = `qa-last ${STATUS_STYLE[result.status] ?? ''}`;
  last.textContent = `${name}: ${result.status}`;
}

/** What was accepted here and doesn't leave is no success: then nothing of it is green. */
function drawDelivery(details, { alarm: text, problems }) {
  details.toggleAttribute('data-alarm', text !== '');
  if (alarm.textContent !== text) alarm.textContent = text;
  problemList.replaceChildren(...problems.map((problem) => h('li', {}, problem)));
}

function resultRow({ name, path, result }) {
  const notes = result.violations ?? result.warnings ?? [];
  return h('li', { class: STATUS_STYLE[result.status] ?? '' },
    h('strong', {}, name), ` ${result.status} `, h('span', { class: 'qa-path' }, path),
    notes.map((note) => h('span', { class: 'qa-note', test: 'qa-violation' }, noteText(note))));
}

// The shape of a violation is Kago's to decide; whatever it holds is shown.
function noteText(note) {
  return typeof note === 'string' ? note : Object.values(note).map(String).join(' · ');
}

async function showStatus() {
  const status = await currentKago()?.getStatus();
  output.hidden = false;
  output.textContent = JSON.stringify(status, null, 2) ?? 'Kago has not loaded.';
}

function reset() {
  forgetAll();
  location.reload();
}

function watchLoading() {
  document.querySelector('script[data-kago]')?.addEventListener('error', () => {
    last.className = 'qa-last bad';
    last.textContent = 'Kago did not load; the shop goes on';
  });
}

function sessionOpen() {
  try {
    return sessionStorage.getItem(OPEN_KEY) === 'true';
  } catch {
    return false;
  }
}

function rememberOpen(open) {
  try {
    sessionStorage.setItem(OPEN_KEY, String(open));
  } catch {
    // Blocked storage: the strip starts closed on each page.
  }
}
