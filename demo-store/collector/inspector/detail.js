// What opens below a row: why it was refused, what was mended, the whole event.

import { html, nothing } from '/assets/lit-html/lit-html.js';
import { copyButton } from './copy-button.js';
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

function reasonTable(kind, caption, reasons) {
  if (reasons.length === 0) return nothing;
  const items = reasons.map((reason) => (typeof reason === 'object' && reason !== null ? reason : { code: reason }));
  const names = columnsOf(items);
  return html`<table class="reasons ${kind}">
    <caption>${caption}</caption>
    <thead><tr>${names.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
    <tbody>${items.map((item) => html`<tr>${names.map((name) => html`<td data-label=${name}>${cellText(item[name])}</td>`)}</tr>`)}</tbody>
  </table>`;
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
].filter(([, value]) => value !== null && value !== undefined);

const reasonsOf = ({ request, violations }) => (request
  ? html`<p class="turned-away">${request.status} ${request.code}: ${request.error}</p>`
  : reasonTable('violations', 'Why it was refused', violations));

/** @param {import('./row.js').Entry} entry */
export function detailTemplate({ row }) {
  const shown = row.request ?? row.event;
  return html`<div class="detail">
    ${reasonsOf(row)}
    ${reasonTable('warnings', 'What was mended or looks odd', row.warnings)}
    <dl class="facts">${factsOf(row).map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>
    <div class="json-box">${copyButton('Copy JSON', () => JSON.stringify(shown, null, 2))}${jsonView(shown)}</div>
  </div>`;
}
