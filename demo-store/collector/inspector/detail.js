// What opens below a row: why it was refused, what was mended, the whole event, and what can be done with it.

import { html, nothing } from '/assets/lit-html/lit-html.js';
import { writeKeyOf } from './about.js';
import { compare, comparisonTemplate } from './comparison.js';
import { copyButton } from './copy-button.js';
import { canBePosted, curlOf, eventOf } from './curl.js';
import { draftOf, editorTemplate, tryOut } from './editor.js';
import { jsonView, rawView } from './json-view.js';
import { linkTo } from './linked.js';

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
  ['said', row.time], ['received', row.received_at], ['page', row.visit ? html`<a href="/inspector/visits.html?page=${row.visit}">${row.page}, tab ${row.tab}</a>` : row.page], ['shop', row.shop], ['user', row.user_id],
  ['browser\'s id', row.anonymous_id], ['origin', originText[row.origin] ?? row.origin], ['row', row.id],
].filter(([, value]) => value !== null && value !== undefined);

const reasonsOf = ({ request, violations, warnings }) => html`
  ${request
    ? html`<p class="turned-away">${request.status} ${request.code}: ${request.error}</p>`
    : reasonTable('violations', 'Why it was refused', violations)}
  ${reasonTable('warnings', 'What was mended or looks odd', warnings)}`;

/** A post that was turned away is no event. */
const panelsOf = ({ request }) => [['pretty', 'Pretty'], ['raw', 'Raw'], ...(request ? [] : [['edit', 'Edit and validate'], ['compare', 'Compare']])];

/** Not of a draft, or of another event beside it. */
const isOfItself = ({ panel = 'pretty' }) => ['pretty', 'raw'].includes(panel);

/** What is worked on in a panel stays there. */
function choose(entry, actions, panel) {
  const draft = entry.draft ?? draftOf(eventOf(entry.row));
  actions.change(entry, { panel, ...(panel === 'edit' && { draft }) });
  if (panel === 'edit' && !entry.draft) tryOut(entry, actions, draft.text);
  if (panel === 'compare' && !entry.comparison) compare(entry, actions);
}

const panelButtons = (entry, actions) => html`<span class="panels" role="group" aria-label="Show the event">
  ${panelsOf(entry.row).map(([name, label]) => html`
    <button type="button" aria-pressed=${(entry.panel ?? 'pretty') === name} @click=${() => choose(entry, actions, name)}>${label}</button>`)}
</span>`;

const commandFor = ({ shop }) => (event) => curlOf(event, { collector: location.origin, writeKey: writeKeyOf(shop) });

const toolsTemplate = (entry, shown, actions) => html`<div class="tools">
  ${panelButtons(entry, actions)}
  ${copyButton('Copy link', () => linkTo(entry.row))}
  ${copyButton('Copy JSON', () => JSON.stringify(shown, null, 2))}
  ${canBePosted(entry.row) ? copyButton('Copy as curl', () => commandFor(entry.row)(eventOf(entry.row))) : nothing}
</div>`;

function panelTemplate(entry, shown, actions) {
  const { row, panel } = entry;
  if (panel === 'raw') return rawView(shown);
  if (panel === 'edit') return editorTemplate(entry, actions, commandFor(row));
  if (panel === 'compare') return comparisonTemplate(entry, actions);
  return jsonView(shown, row.request ? [] : row.violations);
}

/** @param {import('./row.js').Entry} entry @param {import('./row.js').Actions} actions */
export function detailTemplate(entry, actions) {
  const { row } = entry;
  const shown = row.request ?? row.event;
  return html`<div class="detail">
    ${isOfItself(entry) ? reasonsOf(row) : nothing}
    <dl class="facts">${factsOf(row).map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>
    ${toolsTemplate(entry, shown, actions)}
    ${panelTemplate(entry, shown, actions)}
  </div>`;
}
