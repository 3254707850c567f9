// Below an event: the same once more, to be changed and tried against the collector's judge. Nothing is stored.

import { html, nothing } from '/assets/lit-html/lit-html.js';
import { validate } from './api.js';
import { copyButton } from './copy-button.js';
import { jsonView } from './json-view.js';

const typingMs = 300;

/** @typedef {{ text: string, verdict?: { status: string, violations: object[], event: unknown }, fault?: string }} Draft fault: why nobody could judge it */

/** @param {unknown} event @returns {Draft} */
export const draftOf = (event) => ({ text: JSON.stringify(event, null, 2) });

let timer = null;
/** Answers of older texts are of no interest. */
let asked = 0;

/** Deeper than any event, and than what can be drawn. */
const LEVELS_MAX = 200;

function levelsOf(text) {
  let [level, most] = [0, 0];
  for (const [sign] of text.replace(/"(\\.|[^"\\])*"/g, '').matchAll(/[[{\]}]/g)) {
    level += sign === '[' || sign === '{' ? 1 : -1;
    most = Math.max(most, level);
  }
  return most;
}

async function judge(text) {
  if (levelsOf(text) > LEVELS_MAX) return { fault: `It has more than ${LEVELS_MAX} levels, which no event has.` };
  try {
    const event = JSON.parse(text);
    return { verdict: { ...await validate(text), event } };
  } catch (error) {
    return { fault: error instanceof SyntaxError ? `This is no JSON yet: ${error.message}` : error.message };
  }
}

/** @param {import('./row.js').Entry} entry @param {import('./row.js').Actions} actions @param {string} text */
export async function tryOut(entry, { change }, text) {
  asked += 1;
  const mine = asked;
  clearTimeout(timer);
  const outcome = await judge(text);
  if (mine === asked) change(entry, { draft: { text, ...outcome } });
}

function type(entry, actions, text) {
  actions.change(entry, { draft: { ...entry.draft, text } });
  clearTimeout(timer);
  timer = setTimeout(() => tryOut(entry, actions, text), typingMs);
}

function verdictOf({ verdict, fault }) {
  if (fault) return ['refused', fault];
  if (!verdict) return ['', ''];
  if (verdict.status === 'accepted') return ['accepted', 'It would be accepted.'];
  const { violations: { length } } = verdict;
  return ['refused', `It would be refused: ${length === 1 ? 'one thing is' : `${length} things are`} not right.`];
}

/** Read out is the verdict alone: what is wrong stands at the fields. */
function verdictTemplate(draft) {
  const [status, words] = verdictOf(draft);
  return html`<p class="verdict-line ${status}" aria-live="polite">${words}</p>
    ${draft.verdict?.status === 'refused' ? jsonView(draft.verdict.event, draft.verdict.violations) : nothing}`;
}

/** @param {import('./row.js').Entry} entry @param {import('./row.js').Actions} actions @param {(event: unknown) => string} curlOf */
export function editorTemplate(entry, actions, curlOf) {
  const { draft, row } = entry;
  return html`<div class="panel editor">
    <label>Change the event: it is judged as if it had been posted, and not stored
    <textarea rows=${Math.min(24, draft.text.split('\n').length + 1)} spellcheck="false" autocapitalize="off"
      .value=${draft.text} @input=${({ target }) => type(entry, actions, target.value)}></textarea></label>
    <div class="tools">
      <button type="button" @click=${() => tryOut(entry, actions, draft.text)}>Validate</button>
      <button type="button" @click=${() => tryOut(entry, actions, draftOf(row.event).text)}>As it came</button>
      ${draft.verdict ? copyButton('Copy changed event as curl', () => curlOf(draft.verdict.event)) : nothing}
    </div>
    ${verdictTemplate(draft)}
  </div>`;
}
