// The filter form, and how it follows the address and writes it (address.js). What is seldom asked for stands behind a button.

import { filterInAddress, writeFilter } from './address.js';
import { byId, throttle } from './dom.js';
import { createProperties } from './properties.js';

const typingMs = 200;
const choices = ['name', 'shop', 'origin', 'receiver'];
const texts = ['text', 'cart_id', 'order_id', 'checkout_id', 'user_id', 'anonymous_id', 'visit', 'tab'];
const times = ['from', 'to'];
/** What is always seen. */
const inHead = ['text', 'name', 'cart_id', 'status'];

/** Of a field for days and clock times, which are those of the tester's zone. */
const isoOf = (local) => (local === '' ? '' : new Date(local).toISOString());

function localOf(iso) {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return '';
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, -1);
}

function offer(field, values) {
  const known = new Set([...field.options].map(({ value }) => value));
  field.append(...values.filter((value) => !known.has(value)).map((value) => new Option(value, value)));
}

const isTyped = ({ type }) => type === 'search' || type === 'text';
const countOf = (filter, names) => names.flatMap((name) => filter[name]).filter(Boolean).length;

/** What the fields say. */
function createFields({ elements }, onRemove) {
  const properties = createProperties(byId('properties'), onRemove);
  return {
    addProperty: properties.add,
    /** @returns {import('./filter.js').Filter} */
    read: () => ({
      ...Object.fromEntries([...inHead, ...choices, ...texts].map((name) => [name, elements[name].value.trim()])),
      ...Object.fromEntries(times.map((name) => [name, isoOf(elements[name].value)])),
      where: properties.read(),
    }),
    write(filter) {
      // One that isn't offered yet is shown as it is.
      for (const name of choices) offer(elements[name], [filter[name]]);
      for (const name of [...choices, ...texts, 'status']) elements[name].value = filter[name];
      // None of the choices is chosen by a word that is none.
      if (!elements.status.value) elements.status.value = '';
      for (const name of times) elements[name].value = localOf(filter[name]);
      properties.set(filter.where);
    },
  };
}

/**
 * @param {HTMLFormElement} form
 * @param {{ onFilter: () => void }} listeners
 */
export function createFilterForm(form, { onFilter }) {
  const { elements } = form;
  const fields = createFields(form, () => announce());
  let typing = null;
  /** Which field's typing has made the newest entry of the history: a word that is typed is one step. */
  let typedIn = null;

  function showMore(isShown) {
    byId('more').setAttribute('aria-expanded', String(isShown));
    byId('more-filters').hidden = !isShown;
  }

  /** @returns {number} of those that may be out of sight */
  function showWhatIsSet() {
    const filter = fields.read();
    const hidden = countOf(filter, Object.keys(filter).filter((name) => !inHead.includes(name)));
    byId('more').textContent = hidden === 0 ? 'More filters' : `More filters (${hidden})`;
    byId('clear-filters').hidden = countOf(filter, Object.keys(filter)) === 0;
    return hidden;
  }

  /** A view that shows more than its address asks for has to say so. */
  function showIgnored(asked) {
    const read = fields.read();
    const ignored = Object.entries(asked).filter(([name, value]) => name !== 'where' && value !== '' && read[name] === '');
    byId('ignored').hidden = ignored.length === 0;
    byId('ignored').textContent = `Left out of this view: ${ignored.map(([name, value]) => `${name} "${value}", which is no ${times.includes(name) ? 'time' : name}`).join('; ')}.`;
  }

  function followAddress() {
    const asked = filterInAddress([...choices, ...texts, ...times, 'status']);
    fields.write(asked);
    showIgnored(asked);
    if (showWhatIsSet() > 0) showMore(true);
  }

  function announce(field = null) {
    byId('ignored').hidden = true;
    if (writeFilter(fields.read(), { isSameStep: field !== null && field === typedIn })) typedIn = field;
    showWhatIsSet();
    onFilter();
  }

  const announceTyping = throttle(() => announce(typing), typingMs);

  function listen() {
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('change', ({ target }) => !isTyped(target) && announce());
    form.addEventListener('input', ({ target }) => {
      if (!isTyped(target)) return;
      typing = target;
      announceTyping();
    });
    window.addEventListener('popstate', () => {
      typedIn = null;
      followAddress();
      onFilter();
    });
    byId('more').addEventListener('click', () => showMore(byId('more-filters').hidden));
    byId('add-property').addEventListener('click', fields.addProperty);
    byId('clear-filters').addEventListener('click', () => {
      fields.write({ ...Object.fromEntries([...choices, ...texts, ...times, 'status'].map((name) => [name, ''])), where: [] });
      announce();
      elements.text.focus();
    });
  }

  followAddress();
  listen();
  return {
    read: fields.read,
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
