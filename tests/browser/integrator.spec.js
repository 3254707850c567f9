// The first ten minutes of a shop's developer: README's tag, pasted as printed, with what goes wrong on the way; each time
// the console says what to do, and doing that is the next step. What each fault says by itself: set-up.spec.js.

import { readFileSync } from 'node:fs';
import { expect, test, until } from './support/fixtures.js';
import { html } from './support/site.js';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const TAG = /<script async src="\/kago\/kago\.js".*<\/script>/.exec(README)[0];

test("README's tag, pasted with a typo in the key, a wrong consent and a core that was not copied, comes to work by what the console says", async ({ page, context, site, collector }) => {
  const said = [];
  page.on('console', (message) => { if (message.type() === 'error' && message.text().startsWith('kago')) said.push(message.text()); });
  const paste = async (tag, product) => {
    said.length = 0;
    await page.goto(site.page('/', html(tag)));
    await until(page, () => Boolean(window.kago?.productViewed));
    return page.evaluate(async (id) => {
      const result = await kago.productViewed({ product_id: id, product_name: 'Mug', variant_id: '880-blue', price: 19.99, currency: 'EUR' });
      await kago.flush();
      return result.status;
    }, product);
  };
  const tag = TAG.replace('https://collect.example/v1/events', collector.eventsUrl);

  for (const path of ['kago-page.wasm', 'observe/kago-page.js']) site.remove(`/kago/${path}`);
  expect(await paste(tag, 'without a core')).toBe('held');
  await expect.poll(() => said.join()).toContain('kago-page.wasm');
  expect(said.join()).toContain('the files of a release stand side by side');
  site.sdkFile('/kago/kago-page.wasm', 'kago-page.wasm');

  expect(await paste(tag.replace('data-platform', 'data-consent="yes" data-platform'), 'without consent')).toBe('held');
  expect(said).toEqual([expect.stringContaining('"granted", "unknown", "denied" or "platform"; it counts as "unknown"; it is "yes"')]);

  expect(await paste(tag, 'under a wrong key')).toBe('accepted');
  await expect.poll(() => said.join()).toContain('answered 401');
  expect(await collector.events()).toEqual([]);

  expect(await paste(tag.replace('pk_shop', 'pk_demo'), 'at last')).toBe('accepted');
  expect(said).toEqual([]);
  // What was said under the wrong key waited for the right one; what was said without consent is nobody's.
  const arrived = async () => {
    await page.evaluate(() => kago.flush());
    return (await collector.events()).map(({ properties }) => properties.product_id);
  };
  await expect.poll(arrived).toEqual(expect.arrayContaining(['under a wrong key', 'at last']));
  expect(await arrived()).not.toContain('without consent');

  const inspector = await context.newPage();
  await inspector.goto(`${collector.url}/inspector/`);
  const rows = inspector.getByRole('list', { name: /Events/ });
  await expect(rows.getByText('product viewed').first()).toBeVisible();
  await expect(rows.getByText('post turned away').first()).toBeVisible();
});
