// Reads a tag, or options as JSON, and says what they do: the SDK's own checks (/checker/checks-….js) in words.

import { html, nothing, render } from '/assets/lit-html/lit-html.js';
import * as npm from '/checker/checks-npm.js';
import * as tag from '/checker/checks-tag.js';
import { doubtOf, twiceIn } from './doubts.js';
import { ATTRIBUTE_WORDS, OPTION_WORDS } from './option-words.js';

const EXAMPLE = `<script async src="/kago/kago.js"
  data-collector="https://collect.example/v1/events"
  data-write-key="pk_shop"
  data-platform="auto"></script>`;
const sizes = await (await fetch('/checker/sizes')).json();

const attributeOf = (name) => `data-${name.replace(/[A-Z]/g, '-$&').toLowerCase()}`;
const knownAttributes = [...tag.optionNames.map(attributeOf), ...Object.keys(ATTRIBUTE_WORDS)];

/** What has been pasted: rows of names with their values, and what the SDK has to say of them. */
async function read(text) {
  const trimmed = text.trim();
  if (trimmed === '') return { fault: 'Paste a tag, or options as JSON.' };
  return trimmed.startsWith('{') ? readJson(trimmed) : readTag(trimmed);
}

async function readJson(text) {
  let given;
  try {
    given = JSON.parse(text);
  } catch (error) {
    return { fault: `This is no JSON: ${error.message}. Names and texts need double quotes, and none of it may be JavaScript.` };
  }
  const result = await npm.check(given);
  const rows = Object.entries(given).map(([name, value]) => rowOf(name, value, result, npm.optionNames.includes(name) ? OPTION_WORDS[name](value) : nearestTo(name, npm.optionNames, 'option')));
  return { rows, result, notes: [] };
}

async function readTag(text) {
  // Parsed, and never a part of this page: nothing of it runs.
  const scripts = [...new DOMParser().parseFromString(text, 'text/html').querySelectorAll('script')];
  const script = scripts.find((one) => one.hasAttribute('src')) ?? scripts[0];
  if (!script && /createKago|^\(?\s*\{|collector\s*:/.test(text)) return { fault: 'This is JavaScript. Paste the options alone, as JSON: {"collector": "https://…", "writeKey": "…"}, names and texts in double quotes.' };
  if (!script) return { fault: 'There is no script tag in it: it begins with <script, and ends with </script>. Options are JSON and begin with {.' };
  const result = await tag.check(tag.optionsOf(script.dataset));
  const rows = [...script.attributes].map(({ name, value }) => rowOf(name, value, result, wordsOf(name, value)));
  return { rows, result, notes: [...notesOn(script, scripts.length), ...(scripts.length > 1 ? [] : twiceIn(text, tag.optionNames.map(attributeOf)))] };
}

const isBad = Symbol('bad');

/** Of an attribute: words, or what is wrong with its name. */
function wordsOf(name, value) {
  if (ATTRIBUTE_WORDS[name]) return ATTRIBUTE_WORDS[name](value);
  if (name === 'type') return value === 'module' ? wrong('kago.js is no module: a module has no tag of its own that Kago could read. Leave type out.') : 'Leave it out: a script needs no type.';
  const option = tag.optionNames.find((one) => attributeOf(one) === name);
  if (option) return OPTION_WORDS[option](value);
  const meant = tag.optionNames.find((one) => attributeOf(one) === `data-${name}` || one.toLowerCase() === name.replace(/^data-|-/g, ''));
  return meant ? wrong(`Kago reads no such attribute: write ${attributeOf(meant)}.`) : nearestTo(name, knownAttributes, 'attribute');
}

const wrong = (words) => ({ words, [isBad]: true });
const nearestTo = (name, names, kind) => wrong(`Kago knows no such ${kind}. The nearest is ${tag.nearest(name, names)}.`);

const optionOf = (name) => tag.optionNames.find((one) => one === name || attributeOf(one) === name);

function rowOf(name, value, { problems }, said) {
  const own = problems.filter((problem) => problem.includes(`(${name})`) || problem.startsWith(`option "${name}"`));
  const doubt = own.length === 0 ? doubtOf(optionOf(name) ?? name, value) : undefined;
  return { name, value, words: doubt ?? said.words ?? said, isWrong: said[isBad] || own.length > 0 || doubt !== undefined, problems: own };
}

function notesOn(script, count) {
  const notes = [];
  if (!script.hasAttribute('src')) notes.push('src is missing: where kago.js is.');
  else if (!/(^|\/)kago\.js(\?|$)/.test(script.getAttribute('src'))) notes.push(`src is ${script.getAttribute('src')}: the file is kago.js, with the release’s other files beside it.`);
  if (!script.hasAttribute('async') && !script.hasAttribute('defer')) notes.push('async is missing: the page waits for kago.js before it goes on.');
  if (count > 1) notes.push(`There are ${count} script tags; this one is read.`);
  if (script.textContent.trim()) notes.push('What stands between the tags of a script with src never runs.');
  return notes;
}

function report({ fault, rows, result, notes }) {
  if (fault) return html`<p class="verdict-line bad" role="status" data-test="verdict">${fault}</p>`;
  const missing = result.problems.filter((problem) => !rows.some((row) => row.problems.includes(problem)));
  const count = rows.filter(({ isWrong }) => isWrong).length + missing.length + notes.length;
  return html`<p class="verdict-line ${count > 0 ? 'bad' : 'good'}" role="status" data-test="verdict">
      ${count > 0 ? `${count} ${count === 1 ? 'thing' : 'things'} to look at` : 'Nothing is wrong with it'}</p>
    ${missing.length + notes.length > 0 ? html`<ul class="findings" data-test="notes">${[...missing, ...notes].map((words) => html`<li>${words}</li>`)}</ul>` : nothing}
    <section aria-labelledby="says"><h2 id="says">What each says</h2><dl class="attributes" data-test="attributes">${rows.map(row)}</dl></section>
    ${consequences(result)}`;
}

const row = ({ name, value, words, isWrong, problems }) => html`<div class=${isWrong ? 'wrong' : ''}>
  <dt><code>${name}</code>${value === '' ? nothing : html` <code class="value">${typeof value === 'string' ? value : JSON.stringify(value)}</code>`}</dt>
  <dd>${problems.length > 0 ? problems : words}</dd></div>`;

const CONSENT_WORDS = {
  granted: 'Events are stored and sent at once; setConsent("denied") ends that.',
  unknown: 'Nothing is stored or sent until setConsent("granted").',
  denied: 'Nothing is stored or sent.',
  platform: 'Nothing is stored or sent until the platform’s own consent is given.',
  nobody: 'Consent is left to a platform, and none that is named has one: nothing is stored or sent until setConsent("granted").',
};

const consequences = (result) => html`<section aria-labelledby="pages"><h2 id="pages">What a page does</h2>
  ${result.pages.length > 1 ? html`<p class="note">“auto” looks at the page it is on. It may be one of these.</p>` : nothing}
  <ul class="cards">${result.pages.map((page) => pageCard(page, result))}</ul></section>`;

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const sumOf = (files) => kilobytes(files.reduce((sum, name) => sum + sizes[name].gzip, 0));

function pageCard({ sources, consent, files, later }, { options }) {
  const title = sources.length > 0 ? sources.join(', ') : 'own calls';
  return html`<li class="card" data-test="page"><h3>${title}</h3><p data-test="consent">${CONSENT_WORDS[consent]}</p>
    <p>${sumOf(files)} compressed:</p>
    <ul class="files">${files.map((name) => html`<li><code>${name}</code> ${kilobytes(sizes[name].gzip)}</li>`)}</ul>
    ${later.map((name) => html`<p>Where a product is read from the page’s markup also <code>${name}</code>, ${kilobytes(sizes[name].gzip)}.</p>`)}
    ${options.wasm ? html`<p>And the core that <code>wasm</code> names.</p>` : nothing}</li>`;
}

async function show() {
  const text = document.getElementById('pasted').value;
  const found = await read(text).catch((error) => ({ fault: `It can’t be read: ${error.message}` }));
  if (text === document.getElementById('pasted').value) render(report(found), document.getElementById('report'));
}

render(html`<label class="paste" for="pasted">The tag, or options as JSON</label>
  <textarea id="pasted" rows="6" spellcheck="false" autocomplete="off" .value=${EXAMPLE} @input=${show}></textarea>
  <div id="report"></div>`, document.getElementById('main'));
void show();
