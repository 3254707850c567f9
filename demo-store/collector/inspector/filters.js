// The filter form. It is mirrored in the address, so that a tester can send a
// colleague the very view, and a shop page can link to its cart.

import { throttle } from './dom.js';

const typingMs = 200;
const mirrored = ['name', 'cart_id', 'status'];

/** @param {HTMLFormElement} form */
function setName(form, name) {
  const known = [...form.elements.name.options].some(({ value }) => value === name);
  if (!known) form.elements.name.append(new Option(name, name));
  form.elements.name.value = name;
}

function readAddress(form) {
  const address = new URLSearchParams(location.search);
  setName(form, address.get('name') ?? '');
  form.elements.cart_id.value = address.get('cart_id') ?? '';
  form.elements.status.value = address.get('status') ?? '';
  if (!form.elements.status.value) form.elements.status.value = '';
}

function writeAddress(filter) {
  const set = mirrored.filter((field) => filter[field]).map((field) => [field, filter[field]]);
  const query = new URLSearchParams(set).toString();
  history.replaceState(null, '', query ? `?${query}` : location.pathname);
}

/**
 * @param {HTMLFormElement} form
 * @param {{ onFilter: () => void, onSearch: (text: string) => void }} listeners
 */
export function createFilters(form, { onFilter, onSearch }) {
  const read = () => ({
    name: form.elements.name.value,
    cart_id: form.elements.cart_id.value.trim(),
    status: form.elements.status.value,
  });

  function announce() {
    writeAddress(read());
    onFilter();
  }

  // What is typed is seen at once, and asked for when the fingers rest.
  const announceSoon = throttle(announce, typingMs);

  readAddress(form);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('change', (event) => !['text', 'cart_id'].includes(event.target.name) && announce());
  form.addEventListener('input', (event) => {
    if (event.target.name === 'text') onSearch(event.target.value);
    if (event.target.name === 'cart_id') announceSoon();
  });

  return {
    read,
    /** As the collector is asked: it knows whole cart ids only, so what begins so is sought as text, and sifted by `matches`. */
    query() {
      const { cart_id: text, ...exact } = read();
      return { ...exact, text };
    },
    matches(row) {
      const { cart_id: beginning, ...exact } = read();
      return (row.cart_id ?? '').startsWith(beginning) && Object.entries(exact).every(([field, value]) => value === '' || row[field] === value);
    },
    setCart(cartId) {
      form.elements.cart_id.value = cartId;
      announce();
    },
    offerNames(names) {
      const select = form.elements.name;
      const known = new Set([...select.options].map(({ value }) => value));
      select.append(...names.filter((name) => !known.has(name)).map((name) => new Option(name, name)));
    },
    focusCart: () => form.elements.cart_id.focus(),
    focusSearch: () => form.elements.text.focus(),
  };
}
