// The stand-ins that `npm start` shows, with the tag's attributes that each shop pastes.

import { rmSync } from 'node:fs';
import { createHydrogenShop, createModulesShop, createReactShop } from '../recipes/app.js';
import { buildRecipe } from '../recipes/build.mjs';
import { createAdobeShop } from './adobe/app.js';
import { createBigCommerceShop } from './bigcommerce/app.js';
import { createGa4Shop } from './ga4/app.js';
import { createHtmlShop } from './html/app.js';
import { createJsonLdShop } from './jsonld/app.js';
import { lazily } from './lazily.js';
import { createShopifyShop } from './shopify/app.js';
import { createShopifyPixelShop } from './shopify-pixel/app.js';
import { createWooShop } from './woocommerce/app.js';

export const SHOPS = [
  { name: 'shopify', title: 'Shopify, older theme', about: 'Like Dawn: the cart changes by requests that only the browser tells of.', create: createShopifyShop, data: { platform: 'shopify' } },
  { name: 'shopify-horizon', title: 'Shopify, new theme', about: 'Like Horizon: standard storefront events, quick view.', create: createShopifyShop, data: { platform: 'shopify' }, options: { theme: 'horizon' } },
  { name: 'bigcommerce', title: 'BigCommerce', about: 'A Stencil theme with BODL.', create: createBigCommerceShop, data: { platform: 'bigcommerce' }, options: { bodl: true } },
  { name: 'woocommerce', title: 'WooCommerce, classic theme', about: 'jQuery, form posts, wc-ajax.', create: createWooShop, data: { platform: 'woocommerce' } },
  { name: 'woocommerce-blocks', title: 'WooCommerce, blocks', about: 'Store API, mini cart.', create: createWooShop, data: { platform: 'woocommerce' }, options: { theme: 'blocks' } },
  { name: 'adobe', title: 'Adobe Commerce', about: 'Luma: customer data, RequireJS, Knockout.', create: createAdobeShop, data: { platform: 'adobe' } },
  { name: 'ga4', title: 'GA4', about: 'A shop on no platform that pushes to the dataLayer.', create: createGa4Shop, data: { platform: 'auto' } },
  { name: 'html', title: 'data-kago attributes', about: 'Plain HTML with marks.', create: createHtmlShop, data: { platform: 'auto', currency: 'EUR' } },
  { name: 'jsonld', title: 'JSON-LD', about: 'Product pages that tell search engines, and a single-page shop.', create: createJsonLdShop, data: { platform: 'auto' } },
];

const pixelShop = (sandbox, onStorefront) => ({ eventsUrl, writeKey, ...rest }) =>
  createShopifyPixelShop({ ...rest, sandbox, onStorefront, pixel: { collector: eventsUrl, writeKey } });
const recipe = (name, create) => ({ eventsUrl, ...rest }) => lazily(async () => {
  const folder = await buildRecipe(name);
  return [create({ folder, collector: eventsUrl, ...rest }), () => rmSync(folder, { recursive: true, force: true })];
});

/** Shops that don't have the tag, or not alone: `make` gets all that a start knows. */
export const OTHERS = [
  {
    name: 'shopify-pixel', title: 'Shopify, app pixel beside the tag', kind: 'pixel', make: pixelShop('strict', true),
    about: 'The theme says products and carts, a web worker of Shopify’s checkouts and orders.',
    data: { platform: 'shopify', consent: 'granted', skip: 'checkout_started' },
  },
  {
    name: 'shopify-custom-pixel', title: 'Shopify, custom pixel alone', kind: 'pixel', make: pixelShop('lax', false),
    about: 'A frame of no origin hears what Shopify’s pages publish.',
  },
  {
    name: 'react', title: 'React', kind: 'calls', path: '/products/bowl', make: recipe('react', createReactShop),
    about: 'The recipe for a single-page shop, from the npm package; built when it is first opened.',
  },
  {
    name: 'hydrogen', title: 'Hydrogen', kind: 'calls', path: '/products/bowl', make: recipe('hydrogen', createHydrogenShop),
    about: 'The recipe for Shopify’s Storefront API, rendered on the server first; built when it is first opened.',
  },
  {
    name: 'modules', title: 'Plain modules', kind: 'calls', path: '/products/bowl', make: recipe('modules', createModulesShop),
    about: 'The recipe without a bundler: an import map.',
  },
];

/** In the order of their ports. */
export const ALL_SHOPS = [...SHOPS, ...OTHERS];

export const writeKeyOf = (name) => `pk_${name}`;

/** With which `npm start` lets somebody read what a shop's carts have come to. */
export const tokenOf = (name) => (name === 'shop' ? 'demo' : `demo-${name}`);

/** As the collector is told them: a stand-in is a shop of its own, so that the inspector and the figures can tell them apart. */
export const WRITE_KEYS = ['pk_demo', ...ALL_SHOPS.map(({ name }) => `${writeKeyOf(name)}=${name}`)];
