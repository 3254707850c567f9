// The observers, on the stand-ins of their platforms with nothing but the pasted tag: a product that is looked at and put
// into the cart is said once each.

import { createAdobeShop } from '../../../demo-store/platforms/adobe/app.js';
import { createBigCommerceShop } from '../../../demo-store/platforms/bigcommerce/app.js';
import { createGa4Shop } from '../../../demo-store/platforms/ga4/app.js';
import { createHtmlShop } from '../../../demo-store/platforms/html/app.js';
import { createJsonLdShop } from '../../../demo-store/platforms/jsonld/app.js';
import { createShopifyShop } from '../../../demo-store/platforms/shopify/app.js';
import { createWooShop } from '../../../demo-store/platforms/woocommerce/app.js';
import { expect, until } from '../support/visit.js';

const named = (name) => `[data-test="${name}"]`;
const VIEWED = 'product_viewed';
const UPDATED = 'cart_updated';

const SHOPS = [
  { platform: 'shopify', create: createShopifyShop, path: '/products/furoshiki', button: named('add'), says: [VIEWED, UPDATED] },
  { platform: 'bigcommerce', create: createBigCommerceShop, data: { currency: 'EUR' }, path: '/sencha/', button: named('add-to-cart'), says: [VIEWED, UPDATED] },
  { platform: 'woocommerce', create: createWooShop, path: '/', button: '.ajax_add_to_cart[data-product_id="83"]', says: [UPDATED] },
  { platform: 'adobe', create: createAdobeShop, data: { currency: 'EUR' }, path: '/tea-bowl.html', button: '#product-addtocart-button:enabled', says: [VIEWED, UPDATED] },
  { platform: 'ga4', create: createGa4Shop, path: '/products/kaze-mug', button: named('add'), says: [VIEWED, UPDATED] },
  { platform: 'html', create: createHtmlShop, data: { currency: 'EUR' }, path: '/products/tea-bowl', button: named('add'), leadsTo: '/cart', says: [VIEWED, UPDATED] },
  { platform: 'jsonld', create: createJsonLdShop, path: '/p/cup?variant=22', says: [VIEWED] },
];

/** A theme may not have drawn the button yet, or enabled it. */
const click = (selector) => {
  const button = document.querySelector(selector);
  button?.click();
  return !!button;
};

const observed = ({ platform, create, data, path, button, leadsTo, says }) => async ({ engineBrowser, collector, standIn }) => {
  const { url } = await standIn(create, { platform, ...data });
  const page = await engineBrowser.newPage();
  await page.goto(url + path);
  await until(page, async () => (await window.kago?.getStatus?.())?.platforms?.length > 0);
  if (says.includes(VIEWED)) await expect.poll(collector.names).toEqual([VIEWED]);
  if (button) await until(page, click, button);
  if (leadsTo) await until(page, (to) => location.pathname === to && document.readyState === 'complete', leadsTo);
  await expect.poll(collector.names).toEqual(says);
  // The end of the page has nothing new to tell.
  await page.goto(`${url}/nothing-there`);
  await page.close();
  expect(await collector.names()).toEqual(says);
};

export const platforms = SHOPS.map((shop) => ({ name: `observer of ${shop.platform}: each thing that happens is said once`, run: observed(shop) }));
