// Pretty JSON with colours, and what is wrong with a field right below that field.

import { html } from '/assets/lit-html/lit-html.js';
import { nearestPlace, wordsOf } from './findings.js';

/** @typedef {Map<string, import('./findings.js').Finding[]>} Notes by the path that they stand at */

const indent = (depth) => '  '.repeat(depth);
const token = (kind, text) => html`<span class="json-${kind}">${text}</span>`;

/** A line of its own behind the one that ends here. */
const notesAt = (path, notes, depth) => (notes.get(path) ?? []).map((finding) => html`${indent(depth)}<span class="note">${wordsOf(finding, path)}</span>${'\n'}`);

function scalar(value, isWrong) {
  const kind = value === null ? 'null' : typeof value;
  return isWrong ? html`<mark>${token(kind, JSON.stringify(value))}</mark>` : token(kind, JSON.stringify(value));
}

const isContainer = (value) => typeof value === 'object' && value !== null && Object.keys(value).length > 0;

/** What stands behind the name of a member: to the end of its last line. */
function valueLines(value, path, notes, { depth, comma }) {
  const own = notesAt(path, notes, depth + 1);
  if (!isContainer(value)) return [typeof value === 'object' && value !== null ? JSON.stringify(value) : scalar(value, own.length > 0), `${comma}\n`, ...own];
  const isList = Array.isArray(value);
  const names = Object.keys(value);
  const lines = names.flatMap((name, i) => {
    const place = { depth: depth + 1, comma: i < names.length - 1 ? ',' : '' };
    const label = isList ? [] : [token('key', JSON.stringify(name)), ': '];
    return [indent(depth + 1), ...label, ...valueLines(value[name], isList ? `${path}[${name}]` : `${path}${path && '.'}${name}`, notes, place)];
  });
  return [`${isList ? '[' : '{'}\n`, ...own, ...lines, `${indent(depth)}${isList ? ']' : '}'}${comma}\n`];
}

/** @param {unknown} value @param {import('./findings.js').Finding[]} [findings] what is wrong with it */
export function jsonView(value, findings = []) {
  const notes = Map.groupBy(findings.filter((finding) => typeof finding === 'object' && finding !== null), ({ path }) => nearestPlace(value, path ?? ''));
  return html`<pre class="json" tabindex="0" aria-label="Event as JSON">${valueLines(value, '', notes, { depth: 0, comma: '' })}</pre>`;
}

/** As it was posted. @param {unknown} value */
export const rawView = (value) => html`<pre class="json" tabindex="0" aria-label="Event as JSON, raw">${JSON.stringify(value)}</pre>`;
