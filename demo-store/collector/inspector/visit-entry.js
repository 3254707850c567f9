// One entry of a page's timeline: a line, and what belongs to it when it is opened.

import { html, nothing } from '/assets/lit-html/lit-html.js';
import { outcomeWords, toneOf, wordsOf } from './visit-words.js';

const clockOf = (ms) => `${new Date(ms).toLocaleTimeString('en-GB')}.${String(ms % 1000).padStart(3, '0')}`;

function outcomeView(name, outcome) {
  const { text, eventId, tone, findings = [] } = outcomeWords({ name, ...outcome });
  return html`<li data-tone=${tone}>
    ${eventId ? html`<a href="/inspector/?event=${eventId}">${text}</a>` : text}
    ${findings.map(({ path, code, found, expected }) => html`<span class="finding">${path ? html`<code>${path}</code> ` : nothing}${expected ?? code}${found ? html`, found <code>${found}</code>` : nothing}</span>`)}
  </li>`;
}

/** What belongs to it but is said already, or is only for the machine. */
const SAID = new Set(['found', 'n', 'at', 'what', 'outcomes', 'page', 'text', 'url', 'title', 'referrer', 'name', 'source', 'until']);

const jsonOf = (value) => JSON.stringify(value, (_, inner) => (typeof inner === 'string' && /^[[{]/.test(inner) ? tryParse(inner) : inner), 2);

function tryParse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function moreView(entry) {
  const more = Object.fromEntries(Object.entries(entry).filter(([name, value]) => !SAID.has(name) && value !== undefined && value !== null));
  if (Object.keys(more).length === 0) return nothing;
  return html`<details><summary>More<span class="visually-hidden"> of what happened at ${clockOf(entry.at)}</span></summary><pre tabindex="0">${jsonOf(more)}</pre></details>`;
}

/** How the queue stood when it happened. */
function queueView({ what, state }) {
  const { queue, cart } = state ?? {};
  if (!queue || what === 'wait') return nothing;
  return html`<span class="standing">${queue.stored ?? 0} waiting, ${queue.acked ?? 0} arrived${cart?.id ? html`, cart <a href="/inspector/?cart_id=${cart.id}">${cart.id.slice(0, 8)}</a>` : nothing}</span>`;
}

export function entryView(entry, visit) {
  const after = entry.at - visit.opened_at;
  return html`<li class="entry" data-what=${entry.what} data-tone=${toneOf(entry)}>
    <time datetime=${new Date(entry.at).toISOString()} title=${`${after} ms after the page was opened`}>${clockOf(entry.at)}</time>
    <div class="happened">
      <p>${wordsOf(entry)}${entry.page && entry.page !== visit.page ? html` <a class="left-by" href="?page=${entry.page}">left by an earlier page</a>` : nothing}</p>
      ${entry.outcomes ? html`<ul class="outcomes">${entry.outcomes.map((outcome) => outcomeView(entry.name, outcome))}</ul>` : nothing}
      ${queueView(entry)}
      ${moreView(entry)}
    </div>
  </li>`;
}
