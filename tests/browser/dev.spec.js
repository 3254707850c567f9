// `npm run dev`: an open page of a shop loads itself again once another server answers at its address.

import { fileURLToPath } from 'node:url';
import { expect, test } from './support/fixtures.js';
import { addReload } from '../../demo-store/platforms/frame/reload.js';
import { createStorefront } from '../../demo-store/storefront/app.js';

const distFolder = fileURLToPath(new URL('../../dist/', import.meta.url));

async function serve(port = 0) {
  const app = createStorefront({ collectorUrl: 'http://127.0.0.1:9', distFolder });
  addReload(app);
  await app.listen({ host: '127.0.0.1', port });
  const close = () => {
    app.server.closeAllConnections();
    return app.close();
  };
  return { port: app.server.address().port, close };
}

test('an open page is loaded again when the demo is begun again, and not before', async ({ page }) => {
  const before = await serve();
  await page.goto(`http://127.0.0.1:${before.port}/`);
  await page.evaluate(() => { window.isOld = true; });
  await before.close();
  expect(await page.evaluate(() => window.isOld)).toBe(true);

  const after = await serve(before.port);
  await expect.poll(() => page.evaluate(() => window.isOld ?? false).catch(() => true)).toBe(false);
  await after.close();
});
