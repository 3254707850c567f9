// The testers' panel, which the strip opens: the switches, what Kago says, the last calls, and calls that must be refused.
// While it is open it has room of its own, so that it covers nothing of the shop.

import config from '/config.js';
import { forgetAll } from '/shop/storage.js';
import { h } from '/theme/dom.js';
import { actions } from './actions.js';
import { brokenEvents } from './broken-events.js';
import { onResults } from './results.js';
import { said } from './said.js';
import { switchGroups } from './switch-groups.js';
import { currentKago, watchCall } from './watch.js';

const RESULT_STYLE = { accepted: 'good', duplicate: 'good', refused: 'bad' };

const list = h('ol', { class: 'qa-list', test: 'qa-results' });
const output = h('pre', { class: 'qa-output', test: 'qa-status-text', hidden: true, tabindex: '0', role: 'region', 'aria-label': 'Status' });

export function panel() {
  onResults((entries) => list.replaceChildren(...entries.map(resultRow)));
  return h('div', { class: 'qa-panel', test: 'qa-panel' },
    said(), switchGroups(), actions(), calls());
}

export const resultStyle = ({ status }) => RESULT_STYLE[status] ?? '';

function calls() {
  const inspector = new URL('/inspector/', config.collector).href;
  return h('div', { class: 'qa-group', role: 'group', 'aria-labelledby': 'qa-calls' },
    h('h2', { id: 'qa-calls' }, 'Calls'), list,
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

function resultRow({ name, path, result }) {
  const notes = result.violations ?? result.warnings ?? [];
  return h('li', { class: resultStyle(result) },
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
