// The filter form. It is mirrored in the address, so that a tester can go back, send a colleague the very view, and a shop page
// can link to its cart. What is seldom asked for stands behind a button.

import { html, render } from '/assets/lit-html/lit-html.js';
import { repeat } from '/assets/lit-html/directives/repeat.js';
import { byId, keepFocus, throttle } from './dom.js';

const typingMs = 200;
const always = ['text', 'name', 'cart_id', 'status'];
const more = ['shop', 'order_id', 'checkout_id', 'user_id', 'anonymous_id', 'origin'];
const times = ['from', 'to'];
/** Not a filter's (linked.js). */
const linked = ['event', 'row'];

/** Of a field for days and clock times, which are those of the tester's zone. */
const isoOf = (local) => (local === '' ? '' : new Date(local).toISOString());

function localOf(iso) {
  const time = new Date(iso ?? NaN);
  if (Number.isNaN(time.getTime())) return '';
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, -1);
}

/** One that isn't offered yet, so that the address is shown as it is. */
function select(field, value) {
  if (![...field.options].some((option) => option.value === value)) field.append(new Option(value, value));
  field.value = value;
}

function offer(field, values) {
  const known = new Set([...field.options].map(({ value }) => value));
  field.append(...values.filter((value) => !known.has(value)).map((value) => new Option(value, value)));
}

/** Rows of a path and a value. @param {HTMLElement} container @param {() => void} onChange */
function createProperties(container, onChange) {
  let made = 0;
  let rows = [];

  function remove(row) {
    rows = rows.filter((other) => other !== row);
    draw();
    onChange();
  }

  const template = (row, i) => html`<div class="property">
    <input aria-label="Path ${i + 1}" list="paths" placeholder="properties.currency" maxlength="255" spellcheck="false" autocomplete="off"
      .value=${row.path} @input=${({ target }) => { row.path = target.value; }}>
    <span aria-hidden="true">=</span>
    <input aria-label="Value ${i + 1}" placeholder="EUR" maxlength="255" spellcheck="false" autocomplete="off"
      .value=${row.value} @input=${({ target }) => { row.value = target.value; }}>
    <button type="button" aria-label="Remove property ${i + 1}" @click=${() => remove(row)}>×</button>
  </div>`;

  function draw() {
    keepFocus(container, () => render(html`${repeat(rows, ({ key }) => key, template)}`, container));
  }

  function add(path = '', value = '') {
    rows.push({ key: made += 1, path, value });
    draw();
  }

  return {
    add,
    /** @param {string[]} conditions */
    set(conditions) {
      rows = [];
      for (const condition of conditions) add(condition.split('=', 1)[0], condition.slice(condition.indexOf('=') + 1));
      draw();
    },
    read: () => rows.filter(({ path }) => path.trim() !== '').map(({ path, value }) => `${path.trim()}=${value}`),
  };
}

/**
 * @param {HTMLFormElement} form
 * @param {{ onFilter: () => void }} listeners
 */
export function createFilterForm(form, { onFilter }) {
  const { elements } = form;
  const properties = createProperties(byId('properties'), () => announce());
  let typing = null;
  /** Which field's typing has made the newest entry of the history. */
  let typedIn = null;

  /** @returns {import('./filter.js').Filter} */
  const read = () => ({
    ...Object.fromEntries([...always, ...more].map((name) => [name, elements[name].value.trim()])),
    ...Object.fromEntries(times.map((name) => [name, isoOf(elements[name].value)])),
    where: properties.read(),
  });

  const isSet = ([, value]) => value.length > 0;
  const isOfMore = ([name]) => !always.includes(name);

  function showWhatIsSet() {
    const set = Object.entries(read()).filter(isSet);
    const hidden = set.filter(isOfMore).flatMap(([, value]) => value).length;
    byId('more').textContent = hidden === 0 ? 'More filters' : `More filters (${hidden})`;
    byId('clear-filters').hidden = set.length === 0;
  }

  function showMore(isOpen) {
    byId('more').setAttribute('aria-expanded', String(isOpen));
    byId('more-filters').hidden = !isOpen;
  }

  function readAddress() {
    const address = new URLSearchParams(location.search);
    const valueOf = (name) => address.get(name) ?? '';
    for (const name of ['name', 'shop', 'origin']) select(elements[name], valueOf(name));
    for (const name of ['text', 'cart_id', 'order_id', 'checkout_id', 'user_id', 'anonymous_id', 'status']) elements[name].value = valueOf(name);
    // None of the choices is chosen by a word that is none.
    if (!elements.status.value) elements.status.value = '';
    for (const name of times) elements[name].value = localOf(valueOf(name));
    properties.set(address.getAll('where').filter((condition) => condition.includes('=')));
    if (Object.entries(read()).some((entry) => isOfMore(entry) && isSet(entry))) showMore(true);
    showWhatIsSet();
  }

  /** A word that is typed is one step of the history. */
  function writeAddress(field) {
    const address = new URLSearchParams(Object.entries(read()).filter(isSet).flatMap(([name, value]) => [value].flat().map((one) => [name, one])));
    const before = new URLSearchParams(location.search);
    for (const name of linked) if (before.has(name)) address.set(name, before.get(name));
    const href = `${location.pathname}${address.size > 0 ? `?${address}` : ''}`;
    if (href === location.pathname + location.search) return;
    history[field !== null && field === typedIn ? 'replaceState' : 'pushState'](null, '', href);
    typedIn = field;
  }

  function announce(field = null) {
    writeAddress(field);
    showWhatIsSet();
    onFilter();
  }

  const announceTyping = throttle(() => announce(typing), typingMs);
  const isTyped = ({ type }) => type === 'search' || type === 'text';

  function clear() {
    form.reset();
    properties.set([]);
    announce();
    elements.text.focus();
  }

  readAddress();
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('change', ({ target }) => !isTyped(target) && announce());
  form.addEventListener('input', ({ target }) => {
    if (!isTyped(target)) return;
    typing = target;
    announceTyping();
  });
  window.addEventListener('popstate', () => {
    typedIn = null;
    readAddress();
    onFilter();
  });
  byId('more').addEventListener('click', () => showMore(byId('more-filters').hidden));
  byId('clear-filters').addEventListener('click', clear);
  byId('add-property').addEventListener('click', () => {
    properties.add();
    byId('properties').lastElementChild.querySelector('input').focus();
  });

  return {
    read,
    setCart(cartId) {
      elements.cart_id.value = cartId;
      announce();
    },
    offerNames: (names) => offer(elements.name, names),
    offerShops: (shops) => offer(elements.shop, shops),
    focusCart: () => elements.cart_id.focus(),
    focusSearch: () => elements.text.focus(),
  };
}
