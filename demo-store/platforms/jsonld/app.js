// Shops on no platform whose pages have nothing but JSON-LD: one with a page per product, and under /app/ a
// small single-page storefront whose router replaces the JSON-LD when the next page's data has come.

import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { createStandIn, scriptJson, sendPage } from '../stand-in.js';
import { CATALOGUE, jsonLdOf, productOf } from './catalogue.js';

const publicFolder = fileURLToPath(new URL('public/', import.meta.url));
const organization = { '@context': 'https://schema.org', '@type': 'Organization', name: 'Irori', url: 'https://irori.example' };
const block = (text) => `<script type="application/ld+json">${text}</script>`;
const link = (base) => ({ handle, name }) => `<a href="${base}/${handle}" data-test="to-${handle}">${name}</a>`;
const links = (base) => CATALOGUE.map(link(base)).join(' ');

/** @param {{ tag: string, distFolder: string, dataMs?: number }} options `dataMs`: what the data of a page of /app/ takes */
export function createJsonLdShop({ tag, distFolder, dataMs = 150 }) {
  const app = createStandIn({ distFolder });
  app.register(fastifyStatic, { root: publicFolder, prefix: '/assets/', decorateReply: false });
  const page = (reply, title, blocks, body = '', more = '') => {
    const texts = [organization, ...blocks].map((one) => (typeof one === 'string' ? one : scriptJson(one)));
    return sendPage(reply, { title, tag, head: texts.map(block).join('\n') + more, body });
  };

  app.get('/', (_, reply) => page(reply, 'Irori', [], `<main><h1>Irori</h1>${links('/p')}</main>`));
  app.get('/p/:handle', (request, reply) => {
    const product = productOf(request.params.handle);
    return page(reply, product.name, [jsonLdOf(product, '/p')], `<main><h1>${product.name}</h1>${links('/p')}</main>`);
  });
  app.get('/list', (_, reply) => page(reply, 'All', CATALOGUE.map((product) => jsonLdOf(product, '/p')), links('/p')));
  // As written by hand, with a title that nobody has escaped.
  const broken = '{"@type":"Product","name":"27" Monitor","offers":{"price":"199.00","priceCurrency":"EUR"},}';
  app.get('/broken', (_, reply) => page(reply, 'Monitor', [broken], links('/p')));
  app.get('/open-graph', (_, reply) => page(reply, 'Mug', [], links('/p'), `
    <meta property="og:type" content="product"><meta property="og:title" content="Moon mug"><meta property="og:url" content="/moon">
    <meta property="product:price:amount" content="12.50"><meta property="product:price:currency" content="EUR">
    <meta property="product:retailer_item_id" content="MOON">`));

  // As Dawn and next-seo write it (snippets/meta-tags.liquid).
  app.get('/open-graph-price', (_, reply) => page(reply, 'Shoe', [], links('/p'), `
    <meta property="og:type" content="product"><meta name="og:title" content="Shoe"><meta property="og:url" content="/shoe">
    <meta property="og:price:amount" content="64.00"><meta property="og:price:currency" content="USD">`));

  // As templates write it by hand: marks of XHTML, comments, a raw line break, commas and a brace too many.
  const byHand = `//<![CDATA[
    {"@type": "Product", "name": "Reader\\'s lamp &amp;amp; shade", "sku": "RL-1", /* as in the cart */
     "description": "Two
lines", "offers": {"@type": "Offer", "price": "49.90", "priceCurrency": "EUR",},}}
    //]]>`;
  app.get('/by-hand', (_, reply) => page(reply, 'Lamp', [byHand], links('/p')));
  // A plugin's reviews are there at once, the offer comes from another script.
  app.get('/late', (_, reply) => page(reply, 'Vase', [{ '@type': 'Product', name: 'Vase', sku: 'V' }], `<script>setTimeout(() => {
    const script = Object.assign(document.createElement('script'), { type: 'application/ld+json' });
    script.textContent = JSON.stringify({ '@type': 'Product', name: 'Vase', sku: 'V', offers: { price: 9, priceCurrency: 'EUR' } });
    document.head.append(script);
  }, 300)</script>`));

  app.get('/app/data/:handle', async (request) => {
    await wait(dataMs);
    const product = productOf(request.params.handle);
    if (!product) return { title: 'About us', jsonLd: null, variants: [] };
    return { title: product.name, jsonLd: jsonLdOf(product, '/app'), variants: product.variants };
  });
  app.get('/app/*', (_, reply) => page(reply, 'Irori', [], `<nav>${links('/app')} ${link('/app')({ handle: 'about', name: 'About' })}</nav>
    <main id="view" data-test="view"></main><script src="/assets/router.js"></script>`));
  return app;
}
