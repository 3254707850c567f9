// The filter form. It is mirrored in the address, so that a tester can send a
// colleague the very view, and a shop page can link to its cart.

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

  readAddress(form);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('change', (event) => event.target.name !== 'text' && announce());
  form.addEventListener('input', (event) => {
    if (event.target.name === 'text') onSearch(event.target.value);
    // The little x of a search field says "input" only.
    if (event.target.name === 'cart_id' && event.target.value === '') announce();
  });

  return {
    read,
    matches(row) {
      return Object.entries(read()).every(([field, value]) => value === '' || row[field] === value);
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
    focusSearch: () => form.elements.text.focus(),
  };
}
