// Pretty JSON with colours, and what is wrong with a field below that field.

import { html } from '/assets/lit-html/lit-html.js';

const indent = (depth) => '  '.repeat(depth);
const token = (kind, text) => html`<span class="json-${kind}">${text}</span>`;

function scalar(value) {
  const kind = value === null ? 'null' : typeof value;
  return token(kind, JSON.stringify(value));
}

/** @returns {unknown[]} the parts of an array or object, one line per member */
function container(open, close, members, depth) {
  if (members.length === 0) return [open + close];
  const lines = members.flatMap((parts, i) =>
    [indent(depth + 1), ...parts, i < members.length - 1 ? ',\n' : '\n']);
  return [`${open}\n`, ...lines, indent(depth) + close];
}

function partsOf(value, depth) {
  if (Array.isArray(value)) {
    return container('[', ']', value.map((item) => partsOf(item, depth + 1)), depth);
  }
  if (typeof value !== 'object' || value === null) return [scalar(value)];
  const members = Object.entries(value).map(([key, item]) =>
    [token('key', JSON.stringify(key)), ': ', ...partsOf(item, depth + 1)]);
  return container('{', '}', members, depth);
}

/** @param {unknown} value */
export const jsonView = (value) => html`<pre class="json" tabindex="0" aria-label="Event as JSON">${partsOf(value, 0)}</pre>`;
