// What opens below a row: why it was refused, what was mended, the whole event.

import { html, nothing } from '/assets/lit-html/lit-html.js';
import { copyButton } from './copy-button.js';
import { writeKeyOf } from './about.js';
import { canBePosted, curlOf } from './curl.js';
import { jsonView, rawView } from './json-view.js';

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

const lookTemplate = (entry, { change }) => html`<span class="looks" role="group" aria-label="JSON as">
  ${[['Pretty', false], ['Raw', true]].map(([label, isRaw]) => html`
    <button type="button" aria-pressed=${Boolean(entry.isRaw) === isRaw} @click=${() => change(entry, { isRaw })}>${label}</button>`)}
</span>`;

const toolsTemplate = (entry, shown, actions) => html`<div class="tools">
  ${lookTemplate(entry, actions)}
  ${copyButton('Copy JSON', () => JSON.stringify(shown, null, 2))}
  ${canBePosted(entry.row) ? copyButton('Copy as curl', () => curlOf(entry.row, { collector: location.origin, writeKey: writeKeyOf(entry.row.shop) })) : nothing}
</div>`;

/** @param {import('./row.js').Entry} entry @param {import('./row.js').Actions} actions */
export function detailTemplate(entry, actions) {
  const { row } = entry;
  const shown = row.request ?? row.event;
  return html`<div class="detail">
    ${reasonsOf(row)}
    ${reasonTable('warnings', 'What was mended or looks odd', row.warnings)}
    <dl class="facts">${factsOf(row).map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>
    ${toolsTemplate(entry, shown, actions)}
    ${entry.isRaw ? rawView(shown) : jsonView(shown, row.request ? [] : row.violations)}
  </div>`;
}
