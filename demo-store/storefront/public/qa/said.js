// What Kago says of itself, line by line, for the panel.

import { h } from '../theme/dom.js';
import { onDelivery } from './delivery.js';

const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** [name, value of a status, whether that is bad] */
const LINES = [
  ['core', ({ core, coreFailure }) => (coreFailure ? `${core}: ${coreFailure}` : core), ({ core }) => core === 'failed'],
  ['storage', ({ storage, storageFailure }) => (storageFailure ? `${storage}: ${storageFailure}` : storage), ({ storage }) => storage === 'memory'],
  ['consent', ({ consent }) => consent, ({ consent }) => consent !== 'granted'],
  ['stored', ({ stored }) => String(stored), () => false],
  ['acked', ({ acked, tracked }) => `${acked} of ${tracked}`, () => false],
  ['never arriving', ({ ledger }) => listOf(ledger), ({ ledger }) => Object.keys(ledger).length > 0],
  ['failures', ({ failures }) => String(failures), ({ failures }) => failures > 0],
  ['retryAt', ({ retryAt }) => (retryAt ? time.format(new Date(retryAt)) : 'none'), () => false],
  ['halted', ({ halted }) => (halted === null ? 'no' : `by ${halted}`), ({ halted }) => halted !== null],
  ['problems', ({ problems }) => problems.join('\n') || 'none', ({ problems }) => problems.length > 0],
];

export function said() {
  const values = LINES.map(([name]) => h('dd', { test: `qa-said-${name}` }, '…'));
  onDelivery((status) => LINES.forEach(([, textOf, isBad], i) => {
    values[i].textContent = textOf(status);
    values[i].className = isBad(status) ? 'bad' : '';
  }));
  return h('div', { role: 'group', 'aria-labelledby': 'qa-said' },
    h('h2', { id: 'qa-said' }, 'Kago says'),
    h('dl', { class: 'qa-said', test: 'qa-said' }, LINES.flatMap(([name], i) => [h('dt', {}, name), values[i]])));
}

function listOf(ledger) {
  return Object.entries(ledger).map(([reason, count]) => `${count} ${reason}`).join(', ') || 'none';
}
