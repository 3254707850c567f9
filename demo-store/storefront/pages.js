// Puts each page together once, at start: the frame that all pages share, the page's own shell with its English words, and
// one of the two ways to load Kago. Everything after that is static HTML.

import { readFileSync } from 'node:fs';
import english from './public/i18n/en.js';

const PAGES = {
  list: { script: 'list-page' },
  product: { script: 'product-page' },
  'tag-product': { script: 'product-page', shell: 'product', kago: 'tag' },
  cart: { script: 'cart-page' },
  checkout: { script: 'checkout-page' },
  confirmed: { script: 'confirmed-page' },
  order: { script: 'order-page' },
  orders: { script: 'orders-page' },
  unknown: { script: 'frame' },
};

export function composePage(name, config) {
  const { script, shell = name, kago = 'import' } = PAGES[name];
  return inEnglish(fill(readShell('frame'), {
    name,
    title: english[`title.${name}`],
    main: readShell(shell).trim(),
    script: `/theme/${script}.js`,
    kago: fill(readShell(`kago-${kago}`), config).trim(),
  }));
}

function readShell(name) {
  return readFileSync(new URL(`./shells/${name}.html`, import.meta.url), 'utf8');
}

// A replacer function, because a `$` in a replacement string would be read as a pattern.
function fill(template, values) {
  return template.replace(/\{\{(\w+)\}\}/g, (_match, key) => values[key]);
}

/** What a browser replaces by its shopper's language (public/i18n/page.js). */
function inEnglish(html) {
  return html
    .replace(/( data-t="([\w.-]+)"[^>]*>)(?=<\/)/g, (_match, tag, key) => tag + english[key])
    .replace(/ data-t-label="([\w.-]+)"/g, (attribute, key) => `${attribute} aria-label="${english[key]}"`);
}
