// The stand-ins that `npm start` shows, in the order of their ports, with the tag's attributes that each shop pastes.

import { createAdobeShop } from './adobe/app.js';
import { createBigCommerceShop } from './bigcommerce/app.js';
import { createGa4Shop } from './ga4/app.js';
import { createHtmlShop } from './html/app.js';
import { createJsonLdShop } from './jsonld/app.js';
import { createShopifyShop } from './shopify/app.js';
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

export const writeKeyOf = (name) => `pk_${name}`;

/** As the collector is told them: a stand-in is a shop of its own, so that the inspector and the figures can tell them apart. */
export const WRITE_KEYS = ['pk_demo', ...SHOPS.map(({ name }) => `${writeKeyOf(name)}=${name}`)];
