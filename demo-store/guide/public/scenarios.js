// The scenarios of one shop. One is under way at a time, in a tab of its own: its check is asked for each second while
// this page is seen, and once more, for good, by the button.

import { html, render } from '/assets/lit-html/lit-html.js';

const ASK_MS = 1_000;
const name = location.pathname.split('/').at(-1);
const KEY = `kago.scenario.${name}`;
const shop = await (await fetch(`/scenarios/${name}/data`)).json();

/** `{ id, from, answer?, isOver? }`: since when, and what the collector said last. */
let run = JSON.parse(sessionStorage.getItem(KEY)) ?? {};

function begin(id) {
  update({ id, from: new Date().toISOString() });
}

function update(next) {
  run = next;
  sessionStorage.setItem(KEY, JSON.stringify({ id: run.id, from: run.from }));
  draw();
}

async function check(isOver) {
  const asked = run;
  const answer = await ask(asked).catch((error) => ({ error: `The guide doesn't answer (${error.message}): is npm start still running?` }));
  // Another one may have begun meanwhile, or this one be over.
  if (asked.from === run.from && (isOver || !run.isOver)) update({ ...asked, answer, isOver });
}

async function ask({ id, from }) {
  const answer = await fetch(`/scenarios/${name}/${id}/check`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ from }) });
  return answer.json();
}

/** How a scenario stands: a class, and words. */
function verdictOf({ expected }, { answer, isOver, from } = {}) {
  if (!from) return ['', ''];
  if (answer?.error) return ['bad', answer.error];
  if (!answer) return ['waiting', 'Begun. Waiting for the first answer.'];
  const { matched, missing, unexpected } = answer;
  if (unexpected.length > 0) return ['bad', `${unexpected.length} more than expected`];
  if (missing.length > 0) return isOver ? ['bad', `${missing.length} of ${expected.length} missing`] : ['waiting', `${matched.length} of ${expected.length} so far`];
  if (isOver) return ['good', expected.length > 0 ? 'As expected, and nothing else' : 'Nothing came, as expected'];
  return expected.length > 0 ? ['good', 'All of it is there. Press Check when you are done with the steps.'] : ['waiting', 'Nothing so far, as expected. Press Check when you are done with the steps.'];
}

const target = `kago-${name}`;
const freshAt = (path) => `${shop.url}/qa-strip/fresh?to=${encodeURIComponent(path)}`;
const eventLink = (row) => html`<a href="${shop.collector}/inspector/?shop=${name}&event=${row.id}" target="_blank" rel="noopener">event ${row.id}</a>`;

function card(scenario) {
  const own = run.id === scenario.id ? run : undefined;
  const [state, words] = verdictOf(scenario, own);
  const [first, ...steps] = scenario.steps;
  return html`<article class="scenario" id=${scenario.id} data-state=${state} aria-labelledby="${scenario.id}-title">
    <h2 id="${scenario.id}-title">${scenario.title}</h2>
    ${scenario.about ? html`<p class="note">${scenario.about}</p>` : ''}
    <ol class="do">
      <li><p><a class="begin" data-test="begin" href=${freshAt(first.open)} target=${target} @click=${() => begin(scenario.id)}>${own ? 'Begin again' : 'Begin'}</a>
        <span>at <code>${first.open}</code></span></p>${events(scenario, 0, own)}</li>
      ${steps.map((step, i) => html`<li><p>${step.open ? html`<a href="${shop.url}${step.open}" target=${target}>${step.words}</a>` : step.words}</p>${events(scenario, i + 1, own)}</li>`)}
    </ol>
    <div class="verdict-row"><button type="button" data-test="check" ?disabled=${!own} @click=${() => check(true)}>Check</button>
      <p class="verdict" role="status" data-test="verdict">${words}</p></div>
    ${own?.answer && !own.answer.error ? findings(own.answer, own.isOver) : ''}
  </article>`;
}

/** What a step brings, each with a mark once it is there. */
function events({ expected }, step, own) {
  const of = expected.map((one, index) => ({ ...one, index })).filter((one) => one.step === step);
  if (of.length === 0) return html`<p class="expects"><span class="mark" aria-hidden="true"></span>no event</p>`;
  return of.map(({ event, index }) => {
    const match = own?.answer?.matched?.find((one) => one.index === index);
    const { mark, is } = match ? { mark: '✓', is: 'arrived' } : { mark: '·', is: 'not yet' };
    return html`<p class="expects" data-is=${is}><span class="mark" aria-hidden="true">${mark}</span><code>${event.name}</code>
      <span class="parts">${partsOf(event.properties)}</span>
      <span class="is">${match ? eventLink(match.row) : own ? is : ''}</span></p>`;
  });
}

/** `total_value 20, products[0].quantity 1` */
const partsOf = (properties) => pathsOf(properties, '').map(([path, value]) => `${path} ${value}`).join(', ');
const pathsOf = (value, path) => (typeof value !== 'object' ? value === undefined ? [] : [[path, value]]
  : Object.entries(value).flatMap(([key, one]) => pathsOf(one, Array.isArray(value) ? `${path}[${key}]` : path ? `${path}.${key}` : key)));

function findings({ missing, unexpected }, isOver) {
  // Until it is over, what is missing may still come; but not what came in its place.
  const shown = missing.filter(({ nearest }) => isOver || unexpected.some(({ id }) => id === nearest?.id));
  if (shown.length + unexpected.length === 0) return '';
  return html`<ul class="findings" data-test="findings">
    ${shown.map(({ message, nearest }) => html`<li>Missing: ${message.replace(/^expected\[\d+\] /, '')}${nearest ? html` (${eventLink(nearest)})` : ''}</li>`)}
    ${unexpected.map((row) => html`<li>Not expected: <code>${row.name}</code>, ${eventLink(row)}</li>`)}
  </ul>`;
}

function draw() {
  render(html`<div class="scenarios">${shop.scenarios.map(card)}</div>`, document.getElementById('main'));
}

async function askOn() {
  if (run.from && !run.isOver && document.visibilityState === 'visible') await check(false);
  setTimeout(askOn, ASK_MS);
}

document.addEventListener('visibilitychange', () => { if (run.from && !run.isOver && document.visibilityState === 'visible') void check(false); });
draw();
void askOn();
