// Puts each page together once, at start: the frame that all pages share, the page's own shell, and
// one of the two ways to load Kago. Everything after that is static HTML.

import { readFileSync } from 'node:fs';

const PAGES = {
  list: { title: 'Quiet things for the home', script: 'list-page' },
  product: { title: 'Product', script: 'product-page' },
  'tag-product': { title: 'Product (script tag)', script: 'product-page', shell: 'product', kago: 'tag' },
  cart: { title: 'Your basket', script: 'cart-page' },
  checkout: { title: 'Checkout', script: 'checkout-page' },
  confirmed: { title: 'Thank you', script: 'confirmed-page' },
  order: { title: 'Your order', script: 'order-page' },
  orders: { title: 'Your orders', script: 'orders-page' },
  unknown: { title: 'Not found', script: 'frame' },
};

export function composePage(name, config) {
  const { title, script, shell = name, kago = 'import' } = PAGES[name];
  return fill(readShell('frame'), {
    title,
    main: readShell(shell).trim(),
    script: `/theme/${script}.js`,
    kago: fill(readShell(`kago-${kago}`), config).trim(),
  });
}

function readShell(name) {
  return readFileSync(new URL(`./shells/${name}.html`, import.meta.url), 'utf8');
}

// A replacer function, because a `$` in a replacement string would be read as a pattern.
function fill(template, values) {
  return template.replace(/\{\{(\w+)\}\}/g, (_match, key) => values[key]);
}
