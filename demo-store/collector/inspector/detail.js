// What opens below a row: why it was refused, what was mended, the whole event.

import { element } from './dom.js';
import { jsonView } from './json-view.js';

const columns = ['path', 'code', 'found', 'expected'];

function cellText(value) {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Fields that a violation has beside the usual four are shown too, in columns of their own. */
function columnsOf(items) {
  const extra = new Set(items.flatMap((item) => Object.keys(item)));
  return [...columns, ...[...extra].filter((name) => !columns.includes(name))];
}

function reasonRow(names, item) {
  return element('tr', {}, ...names.map((name) => element('td', { 'data-label': name }, cellText(item[name]))));
}

function reasonTable(kind, caption, reasons) {
  const items = reasons.map((reason) => (typeof reason === 'object' && reason !== null ? reason : { code: reason }));
  const names = columnsOf(items);
  return element('table', { class: `reasons ${kind}` },
    element('caption', {}, caption),
    element('thead', {}, element('tr', {}, ...names.map((name) => element('th', { scope: 'col' }, name)))),
    element('tbody', {}, ...items.map((item) => reasonRow(names, item))));
}

function fact(label, value) {
  return element('div', {}, element('dt', {}, label), element('dd', {}, value));
}

function copyButton(event) {
  const button = element('button', { type: 'button', class: 'copy', onclick: copy }, 'Copy JSON');
  async function copy() {
    await navigator.clipboard.writeText(JSON.stringify(event, null, 2));
    button.textContent = 'Copied';
  }
  return button;
}

const originText = { collector: 'sent to the collector', page: 'refused in the page, never sent', request: 'a post that was turned away, with all it held' };

const requestFacts = ({ status, origin, user_agent, content_type, bytes, body }) => [
  ['answered', status], ['from origin', origin], ['write key', body.write_key], ['body', body.kind], ['content type', content_type], ['bytes', bytes],
  ['browser', user_agent],
];

const factsOf = (row) => [
  ...(row.request ? requestFacts(row.request) : [['event id', row.event_id]]),
  ['said', row.time], ['received', row.received_at], ['page', row.page], ['shop', row.shop], ['user', row.user_id],
  ['browser\'s id', row.anonymous_id], ['origin', originText[row.origin] ?? row.origin], ['row', row.id],
];

/** @param {object} row as /v1/events gives it */
export function renderDetail(row) {
  const detail = element('div', { class: 'detail' });
  if (row.request) detail.append(element('p', { class: 'turned-away' }, `${row.request.status} ${row.request.code}: ${row.request.error}`));
  else if (row.violations.length > 0) detail.append(reasonTable('violations', 'Why it was refused', row.violations));
  if (row.warnings.length > 0) detail.append(reasonTable('warnings', 'What was mended or looks odd', row.warnings));
  detail.append(
    element('dl', { class: 'facts' }, ...factsOf(row).filter(([, value]) => value !== null && value !== undefined).map(([label, value]) => fact(label, value))),
    element('div', { class: 'json-box' }, copyButton(row.request ?? row.event), jsonView(row.request ?? row.event)));
  return detail;
}
