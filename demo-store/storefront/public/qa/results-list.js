// The last calls as a list, with all that Kago found in each.

import { h } from '../theme/dom.js';
import { onResults } from './results.js';

const RESULT_STYLE = { accepted: 'good', duplicate: 'good', refused: 'bad' };

export const resultStyle = ({ status }) => RESULT_STYLE[status] ?? '';

export function resultsList() {
  const list = h('ol', { class: 'qa-list', test: 'qa-results' });
  onResults((entries) => list.replaceChildren(...entries.map(resultRow)));
  return list;
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
