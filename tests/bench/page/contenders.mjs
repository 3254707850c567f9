// Who is measured: Kago as a script tag, its peers bundled as their guides say, each with what it observes by itself
// switched off; a page that sends each event by itself; and one that does nothing, whose cost is taken off the others'.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const require = createRequire(import.meta.url);
const versionOf = (name) => JSON.parse(readFileSync(require.resolve(`${name}/package.json`, { paths: [root] }))).version;

const countOf = (list) => list?.length ?? 0;
const bundle = (source) => async () => {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: root }, bundle: true, minify: true, format: 'iife', target: 'es2020', write: false, legalComments: 'none', logLevel: 'error',
  });
  return { '/sdk/bundle.js': Buffer.from(outputFiles[0].contents) };
};

/** Kago as it was built into `folder`. */
const kago = (name, folder) => ({
  name,
  version: JSON.parse(readFileSync(`${root}package.json`, 'utf8')).version,
  folder,
  script: '/sdk/kago.js',
  data: { writeKey: 'pk_bench', currency: 'EUR' },
  path: '/v1/events',
  adapter: `({
    view: (product) => kago.productViewed(product),
    cart: (products) => kago.cartUpdated({ products }),
  })`,
  answer(body) {
    const { events } = JSON.parse(body);
    return { events: events.length, answer: JSON.stringify({ results: events.map(({ event_id }) => ({ event_id, status: 'accepted' })) }) };
  },
});

const snowplow = {
  name: 'snowplow',
  package: '@snowplow/browser-tracker',
  build: bundle(`
    import { newTracker } from '@snowplow/browser-tracker';
    import { SnowplowEcommercePlugin, trackAddToCart, trackProductView } from '@snowplow/browser-plugin-snowplow-ecommerce';
    newTracker('bench', bench.collector, { appId: 'shop', plugins: [SnowplowEcommercePlugin()] });
    const productOf = ({ product_id: id, product_name: name, variant_id: variant, price, quantity }) => ({ id, name, variant, price, quantity, category: 'Mugs', currency: 'EUR' });
    bench.contender = {
      view: (product) => trackProductView(productOf(product)),
      cart: (products) => trackAddToCart({ products: products.map(productOf), total_value: 100, currency: 'EUR' }),
    };`),
  answer: (body) => ({ events: countOf(JSON.parse(body).data), answer: 'ok' }),
};

const amplitude = {
  name: 'amplitude',
  package: '@amplitude/analytics-browser',
  build: bundle(`
    import { init, track } from '@amplitude/analytics-browser';
    init('bench', { serverUrl: bench.collector + '/2/httpapi', autocapture: false, remoteConfig: { fetchRemoteConfig: false } });
    bench.contender = {
      view: (product) => { track('ecommerce.product_viewed', { ...product, currency: 'EUR', source: location.origin }); },
      cart: (products) => { track('ecommerce.cart_updated', { products, total_value: 100, currency: 'EUR', source: location.origin }); },
    };`),
  answer(body) {
    const { events } = JSON.parse(body);
    return { events: events.length, answer: JSON.stringify({ code: 200, events_ingested: events.length, payload_size_bytes: body.length, server_upload_time: Date.now() }) };
  },
};

const braze = {
  name: 'braze',
  package: '@braze/web-sdk',
  // It sends every ten seconds, unless it is asked to: a visit of a few seconds would see nothing of it.
  build: bundle(`
    import { initialize, logEcommerceEvent, openSession, requestImmediateDataFlush } from '@braze/web-sdk';
    initialize('bench', { baseUrl: bench.collector, noCookies: false, manageServiceWorkerExternally: true });
    openSession();
    const source = location.origin;
    bench.contender = {
      view: (product) => { logEcommerceEvent({ name: 'ecommerce.product_viewed', properties: { ...product, currency: 'EUR', source } }); },
      cart: (products) => { logEcommerceEvent({ name: 'ecommerce.cart_updated', properties: { cart_id: 'c', products, total_value: 100, currency: 'EUR', source } }); },
      flush: () => requestImmediateDataFlush(),
    };`),
  answer(body, url) {
    if (!url.startsWith('/api/v3/data')) return { events: 0, answer: '{}' };
    const { events } = JSON.parse(body);
    return { events: countOf(events?.filter(({ name }) => name === 'ce' || name === 'ec')), answer: '{}' };
  },
};

const control = {
  name: 'control',
  isBare: true,
  build: async () => ({
    '/sdk/bundle.js': Buffer.from(`bench.contender = { view: (product) => send('product_viewed', product), cart: (products) => send('cart_updated', { products }) };
function send(name, properties) { navigator.sendBeacon(bench.collector + '/beacon', JSON.stringify({ name, time: Date.now(), properties })); }`),
  }),
  answer: () => ({ events: 1, answer: '' }),
};

/** The page and what measures in it, of which everybody pays. */
const nothing = {
  name: 'nothing',
  isBare: true,
  build: async () => ({ '/sdk/bundle.js': Buffer.from('bench.contender = { view() {}, cart() {} };') }),
  answer: () => ({ events: 0, answer: '' }),
};

/**
 * @param {{ only: string[], compare: string[] }} options folders with other builds of Kago, each a contender more
 * @returns {Promise<object[]>} `nothing` first
 */
export async function findContenders({ only, compare }) {
  const builds = compare.map((folder, i) => kago(`other${i + 1}`, folder));
  const all = [kago('kago', `${root}dist`), ...builds, amplitude, snowplow, braze, control];
  const unknown = only.filter((name) => !all.some((one) => one.name === name));
  if (unknown.length > 0) throw new Error(`no such contender: ${unknown.join(', ')}. There are: ${all.map(({ name }) => name).join(', ')}`);
  const chosen = all.filter(({ name, folder }) => only.length === 0 || only.includes(name) || builds.some((one) => one.folder === folder));
  return Promise.all([nothing, ...chosen].map(async (one) => ({
    script: '/sdk/bundle.js', path: '', data: {}, version: one.package ? versionOf(one.package) : '', ...one, files: await one.build?.(),
  })));
}
