// The testers' panel, which the strip opens: the switches, what Kago says, the last calls, and calls that must be refused.
// While it is open it has room of its own, so that it covers nothing of the shop.

import config from '/config.js';
import { forgetAll } from '/shop/storage.js';
import { h } from '/theme/dom.js';
import { actions } from './actions.js';
import { brokenEvents } from './broken-events.js';
import { resultsList } from './results-list.js';
import { said } from './said.js';
import { switchGroups } from './switch-groups.js';
import { currentKago, watchCall } from './watch.js';

const output = h('pre', { class: 'qa-output', test: 'qa-status-text', hidden: true, tabindex: '0', role: 'region', 'aria-label': 'Status' });

export function panel() {
  return h('div', { class: 'qa-panel', test: 'qa-panel' },
    said(), switchGroups(), actions(), calls());
}

function calls() {
  const inspector = new URL('/inspector/', config.collector);
  return h('div', { class: 'qa-group', role: 'group', 'aria-labelledby': 'qa-calls' },
    h('h2', { id: 'qa-calls' }, 'Calls'), resultsList(),
    h('p', { class: 'qa-buttons' }, brokenEvents.map(({ id, label, fields }) =>
      button(`broken-${id}`, label, () => currentKago() && watchCall('productViewed', [fields])))),
    h('p', { class: 'qa-buttons' },
      button('qa-flush', 'Flush', () => currentKago()?.flush()),
      button('qa-status', 'Status', showStatus),
      button('qa-reset', 'Forget basket and orders', reset)),
    output, h('p', { class: 'qa-links' },
      h('a', { href: inspector.href, target: '_blank', rel: 'noopener', test: 'inspector-link' }, 'Open the inspector'),
      h('a', { href: new URL('visits.html', inspector).href, target: '_blank', rel: 'noopener', test: 'timeline-link' }, 'Timeline of the pages'),
      h('a', { href: '/tag/products/tray-12-round', test: 'tag-page-link' }, 'Script tag page')));
}

function button(test, label, onclick) {
  return h('button', { type: 'button', test, onclick }, label);
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
