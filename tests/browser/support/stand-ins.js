// The stand-ins as `npm start` shows them: all of them, with the guide that leads to them and the strip for testers.

import { fileURLToPath } from 'node:url';
import { WRITE_KEYS } from '../../../demo-store/platforms/shops.js';
import { startStandIns } from '../../../demo-store/platforms/start.js';
import { test as base } from './platform.js';

export { expect } from './platform.js';

const distFolder = fileURLToPath(new URL('../../../dist/', import.meta.url));

export const test = base.extend({
  collectorOptions: { writeKeys: WRITE_KEYS },

  /** `{ url, shops }`: the guide's address, and of each shop its name and address. */
  standIns: async ({ collector, shop }, use) => {
    const { close, ...started } = await startStandIns({ distFolder, collector: collector.url, store: shop.url });
    for (const { url } of [...started.shops, { url: 'null' }]) collector.allow(url); // null: of a custom pixel's frame
    await use({ ...started, of: (name) => [{ name: 'shop', url: shop.url }, ...started.shops].find((one) => one.name === name) });
    await close();
  },
});
