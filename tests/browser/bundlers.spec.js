// The packed npm package through the bundlers that theme authors use, as docs/recipes.md says: what a build holds, and that
// it runs. A build has the core and the observers of the entry that it imports, and no other platform's.

import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import resolveModules from '@rollup/plugin-node-resolve';
import { build as esbuild } from 'esbuild';
import { rollup } from 'rollup';
import { build as vite, createServer } from 'vite';
import webpack from 'webpack';
import { buildRecipe } from '../../demo-store/recipes/build.mjs';
import { expect, test as base } from './support/fixtures.js';

const test = base.extend({
  /** A folder with the package in its `node_modules`, as `npm install` of the tarball leaves it. */
  folder: [async ({}, use) => {
    const folder = await buildRecipe('modules');
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  }, { scope: 'worker' }],
});

/** Leaves `new URL(…, import.meta.url)` as it stands: the cores, and the scripts in their place, are copied beside the bundle. */
const copyCores = (shop, outdir, cores) => cores.flatMap((core) => [core, `observe/${core.replace('.wasm', '.js')}`])
  .forEach((file) => cpSync(join(shop, 'node_modules/kago/dist', file), join(outdir, file)));

const BUNDLERS = {
  async esbuild(shop, entry, outdir, cores) {
    await esbuild({ entryPoints: [entry], outdir, bundle: true, format: 'esm', splitting: true, absWorkingDir: shop, logLevel: 'error' });
    copyCores(shop, outdir, cores);
  },
  async Rollup(shop, entry, outdir, cores) {
    const bundle = await rollup({ input: entry, plugins: [resolveModules({ browser: true })] });
    await bundle.write({ dir: outdir, format: 'es' });
    await bundle.close();
    copyCores(shop, outdir, cores);
  },
  Vite: (shop, entry, outDir) => vite({
    root: shop, configFile: false, logLevel: 'error', base: '/bundle/',
    build: { outDir, assetsInlineLimit: 0, assetsDir: '', rollupOptions: { input: entry, output: { entryFileNames: '[name].js' } } },
  }),
  'webpack 5': (shop, entry, path) => new Promise((resolve, reject) => {
    const config = { mode: 'production', context: shop, entry: { shop: entry }, output: { path, publicPath: '/bundle/', filename: '[name].js', chunkFilename: 'chunk.[name].js' } };
    webpack(config, (error, stats) => (error ?? stats.hasErrors() ? reject(error ?? new Error(stats.toString())) : resolve()));
  }),
};

const write = (shop, name, text) => {
  writeFileSync(join(shop, name), text);
  return join(shop, name);
};
const sourceOf = (specifier) => `import { createKago } from '${specifier}';\nwindow.kago = createKago(window.OPTIONS);\n`;

/** What each platform's observers have and no other's: an address or an event of that platform. */
const MARKS = { shopify: /cart\.js/, bigcommerce: /bodl/i, woocommerce: /wc\/store/, adobe: /customer-data/, page: /dataLayer/ };

/** js/build/scripts.mjs has it of its tool. */
const SCRIPT_MARK = '__set_stack_limits';

const textsIn = (folder) => readdirSync(folder, { recursive: true }).filter((name) => /\.m?js$/.test(name)).map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
/** By their bytes: bundlers name them anew. */
function coresIn(folder, shop) {
  const dist = join(shop, 'node_modules/kago/dist');
  const shipped = readdirSync(dist).filter((name) => name.endsWith('.wasm'));
  const built = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.wasm')).map((name) => readFileSync(join(folder, name)));
  return built.map((bytes) => shipped.find((name) => readFileSync(join(dist, name)).equals(bytes))).sort();
}
/** Of the scripts that stand in the place of a core, how many files have one: each is a file of its own, and in no other. */
const scriptsIn = (folder) => readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.js') && readFileSync(join(folder, name), 'utf8').includes(SCRIPT_MARK)).length;
const observedIn = (folder) => Object.keys(MARKS).filter((name) => MARKS[name].test(textsIn(folder)));

const optionsFor = (site, collector) => `<script>window.OPTIONS = ${JSON.stringify({ collector: collector.eventsUrl, writeKey: site.tagData['write-key'], currency: 'EUR', consent: 'granted' })}</script>`;

async function open(page, site, outdir, collector) {
  await page.route('**/bundle/**', (route) => route.fulfill({ path: join(outdir, new URL(route.request().url()).pathname.replace('/bundle/', '')) }));
  await page.goto(site.page('/bundled', `<!doctype html>${optionsFor(site, collector)}<script type="module" src="/bundle/shop.js"></script>`));
}

/** The same page in a browser that has none: a script comes in the core's place. */
async function sayOneWithoutWasm(page) {
  await page.addInitScript(() => { delete window.WebAssembly; });
  await page.reload();
  await sayOne(page);
}

/** Accepted is written down: by the core, which has come. */
async function sayOne(page) {
  await page.waitForFunction(() => window.kago);
  expect(await page.evaluate(() => kago.productViewed({ product_id: 'p', product_name: 'Mug', variant_id: 'v', price: 5 }))).toMatchObject({ status: 'accepted' });
}

for (const [name, bundle] of Object.entries(BUNDLERS)) {
  for (const [specifier, cores, observed] of [['kago', ['kago.wasm'], []], ['kago/shopify', ['kago-shopify.wasm', 'kago-markup.wasm'], ['shopify']]]) {
    test(`${name} builds ${specifier}, with its files and no other platform's, and it runs`, async ({ page, site, collector, folder: shop }) => {
      const outdir = join(shop, `${name} ${specifier.replace('/', ' ')}`);
      mkdirSync(outdir);
      await bundle(shop, write(shop, 'shop.js', sourceOf(specifier)), outdir, cores);
      expect(coresIn(outdir, shop)).toEqual([...cores].sort());
      expect(observedIn(outdir)).toEqual(observed);
      expect(scriptsIn(outdir)).toBe(cores.length);
      await open(page, site, outdir, collector);
      await sayOne(page);
      await page.evaluate(() => kago.flush());
      expect(await collector.names()).toEqual(['product_viewed']);
      await sayOneWithoutWasm(page);
    });
  }
}

test("Vite's dev server serves kago/shopify and its core as they are", async ({ page, site, collector, folder: shop }) => {
  write(shop, 'dev.js', sourceOf('kago/shopify'));
  write(shop, 'dev.html', `<!doctype html>${optionsFor(site, collector)}<script type="module" src="/dev.js"></script>`);
  const server = await createServer({ root: shop, configFile: false, logLevel: 'error', server: { host: '127.0.0.1', port: 0 } });
  try {
    await server.listen();
    await page.goto(`${server.resolvedUrls.local[0]}dev.html`);
    await sayOne(page); // the collector takes nothing from this server's origin
    await sayOneWithoutWasm(page);
  } finally {
    await server.close();
  }
});
