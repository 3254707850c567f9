// A shop on each of the large frameworks, with the packed package: it is rendered on the server with Kago imported there,
// which says nothing, and goes on in the browser.

import { expect, test } from '../browser/support/fixtures.js';
import { installApp } from './support/app.js';

/** Goes through the shop as a shopper; `url` is where it is served. */
async function shopAt(url, { page, collector }) {
  collector.allow(url);
  const complaints = [];
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
  await page.addInitScript((options) => { window.OPTIONS = options; }, { collector: collector.eventsUrl, writeKey: 'pk_demo', currency: 'EUR' });
  await page.goto(url);
  await expect.poll(collector.names).toEqual(['product_viewed']); // it has come alive
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await expect.poll(collector.names).toEqual(['product_viewed', 'cart_updated']);
  // A browser without WebAssembly: a script takes the core's place.
  await page.addInitScript(() => { delete window.WebAssembly; });
  await page.goto(url);
  await expect.poll(collector.names).toEqual(['product_viewed', 'cart_updated', 'product_viewed']);
  expect(complaints).toEqual([]);
}

const textOf = async (url) => (await fetch(url)).text();

async function withServer(server, act) {
  try {
    await act(server);
  } finally {
    server.close();
  }
}

async function withApp(name, act) {
  const app = await installApp(name);
  try {
    await act(app);
  } finally {
    app.remove();
  }
}

test('Next (app router): built and started, a client component imports kago', async ({ page, collector }) => {
  await withApp('next', async (app) => {
    await app.run('next', 'build');
    const server = await app.serve('next', (port) => ['start', '--hostname', '127.0.0.1', '--port', port]);
    await withServer(server, async ({ url, said }) => {
      expect(await textOf(url)).toContain('<h1>A mug</h1>');
      await shopAt(url, { page, collector });
      expect(said()).not.toMatch(/error/i);
    });
  });
});

test('React Router 7 (framework mode, SSR): built and served', async ({ page, collector }) => {
  await withApp('react-router', async (app) => {
    await app.run('react-router', 'build');
    const server = await app.serve('react-router-serve', () => ['build/server/index.js'], { NODE_ENV: 'production' });
    await withServer(server, async ({ url, said }) => {
      expect(await textOf(url)).toContain('<h1>A mug</h1>');
      await shopAt(url, { page, collector });
      expect(said()).not.toMatch(/error/i);
    });
  });
});

for (const [way, args] of [['its dev server', []], ['a build', ['preview']]]) {
  test(`Vite 7: ${way}`, async ({ page, collector }) => {
    await withApp('vite-7', async (app) => {
      if (args.length > 0) await app.run('vite', 'build');
      const server = await app.serve('vite', (port) => [...args, '--host', '127.0.0.1', '--port', port, '--strictPort']);
      await withServer(server, ({ url }) => shopAt(url, { page, collector }));
    });
  });
}
