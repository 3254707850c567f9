// The front page: all goods.

import './frame.js';
import { t } from '/i18n/language.js';
import { products } from '/shop/products.js';
import { priceText } from '/shop/money.js';
import { byId, h, picture } from './dom.js';

const SWATCHES_MAX = 4;

function card(product) {
  const [first] = product.variants;
  return h('li', { class: 'card' },
    h('a', { href: `/products/${product.handle}`, test: `product-${product.handle}` },
      h('div', { class: 'card-picture' }, picture(first.image, 400)),
      h('h3', {}, product.name),
      h('p', { class: 'card-price' }, fromPrice(product)),
      swatches(product)));
}

function fromPrice({ variants }) {
  const prices = variants.map((variant) => variant.minor);
  const lowest = Math.min(...prices);
  const price = priceText(lowest);
  return lowest < Math.max(...prices) ? t('list.from', { price }) : price;
}

function swatches({ variants }) {
  const colours = [...new Set(variants.map((variant) => variant.swatch).filter(Boolean))];
  if (colours.length < 2) return null;
  return h('p', { class: 'swatches', role: 'img', 'aria-label': t('list.colours', { count: colours.length }) },
    colours.slice(0, SWATCHES_MAX).map(swatch));
}

function swatch(colour) {
  const dot = h('span', { class: 'swatch' });
  dot.style.setProperty('--swatch', colour);
  return dot;
}

byId('product-count').textContent = t('list.count', { count: products.length });
byId('product-list').replaceChildren(...products.map(card));
