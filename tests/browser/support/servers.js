// The servers that a test asks for by name, whatever browser it opens: each starts with the test and is closed behind it.

import { fileURLToPath } from 'node:url';
import { createStorefront } from '../../../demo-store/storefront/app.js';
import { startCollector } from './collector.js';
import { scriptTag, startSite } from './site.js';

const distFolder = fileURLToPath(new URL('../../../dist/', import.meta.url));

/** For `test.extend`. */
export const servers = {
  /** For `test.use`: options of createCollector. */
  collectorOptions: [{}, { option: true }],

  collector: async ({ collectorOptions }, use) => {
    const collector = await startCollector({ options: collectorOptions });
    await use(collector);
    await collector.close();
  },

  /** The demo shop "Madobe". A test can `serve` more at its origin, and take it off the network. */
  shop: async ({ collector }, use) => {
    const app = createStorefront({ collectorUrl: collector.eventsUrl, distFolder });
    const served = new Map();
    let isDown = false;
    app.addHook('onRequest', async (request, reply) => {
      if (isDown) request.raw.socket.destroy();
      else if (served.has(request.url)) return reply.type(served.get(request.url).type).send(served.get(request.url).body);
    });
    await app.listen({ host: '127.0.0.1', port: 0 });
    const url = `http://127.0.0.1:${app.server.address().port}`;
    collector.allow(url);
    await use({
      url,
      serve: (path, type, body) => void served.set(path, { type, body }),
      async whileDown(act) {
        isDown = true;
        await act();
        isDown = false;
      },
    });
    app.server.closeAllConnections();
    await app.close();
  },

  /** Plain pages with the SDK. */
  site: async ({ collector }, use) => {
    const site = await startSite(collector);
    await use(site);
    await site.close();
  },

  /**
   * Opens a stand-in of a platform's shop (demo-store/platforms/) with the tag that a shop pastes:
   * `await standIn(createShopifyShop, { platform: 'shopify' })`; more for the app itself comes last.
   */
  standIn: async ({ collector }, use) => {
    const apps = [];
    await use(async (create, data = {}, options = {}) => {
      const tag = scriptTag({ collector: collector.eventsUrl, 'write-key': 'pk_demo', ...data });
      const app = create({ distFolder, tag, ...options });
      apps.push(app);
      await app.listen({ host: '127.0.0.1', port: 0 });
      const url = `http://127.0.0.1:${app.server.address().port}`;
      collector.allow(url);
      return { url };
    });
    for (const app of apps) {
      app.server.closeAllConnections();
      await app.close();
    }
  },
};
