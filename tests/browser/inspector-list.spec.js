// The inspector's list: all that has ever come, and what of it a tester looks for.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectAccessible } from './support/axe.js';
import { startCollector } from './support/collector.js';
import { eventOf, post } from './support/events.js';
import { expect, test } from './support/fixtures.js';

const rowsOf = (page) => page.locator('#events > li');

async function openInspector(page, collector, query = '') {
  await page.goto(`${collector.url}/inspector/${query}`);
  await expect(page.getByRole('status')).toHaveText('live');
}

test('the list goes back to the first event, filters look at all of them, and a restart of the collector takes nothing', async ({ page }) => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'kago-inspector-'));
  const before = await startCollector({ options: { dataFolder } });
  await post(before, [eventOf('cart_updated', { cart_id: 'earliest' })]);
  for (let posts = 0; posts < 2; posts += 1) await post(before, Array.from({ length: 310 }, () => eventOf('cart_updated')));
  await openInspector(page, before);
  await expect(page.locator('#count')).toHaveText('621 events, the newest 200 are shown');
  await expect(rowsOf(page)).toHaveCount(200);

  await before.close();
  await expect(page.getByRole('status')).toContainText('no answer since');
  const collector = await startCollector({ options: { dataFolder }, port: Number(new URL(before.url).port) });
  await expect(page.getByRole('status')).toHaveText('live');

  // Who scrolls to the end sees what is behind it.
  await expect(async () => {
    await page.mouse.move(600, 600);
    await page.mouse.wheel(0, 100_000);
    await expect(page.locator('#count')).toHaveText('621 events', { timeout: 200 });
  }).toPass();
  await expect(rowsOf(page).last()).toContainText('earliest');
  await expect(page.getByRole('button', { name: 'Show older events' })).toBeHidden();

  // What comes meanwhile moves nothing out of the list that is looked at. At its head only the newest stay, and the others come again.
  await post(collector, Array.from({ length: 110 }, () => eventOf('cart_updated')));
  await expect(rowsOf(page)).toHaveCount(731);
  // Rows that are still being laid out may end the browser's own way there: then once more.
  await expect(async () => {
    await page.keyboard.press('Home');
    await expect.poll(() => page.evaluate(() => scrollY), { timeout: 5_000 }).toBe(0);
  }).toPass();
  await post(collector, [eventOf('cart_updated')]);
  await expect(page.locator('#count')).toHaveText('732 events, the newest 500 are shown');
  await page.getByRole('searchbox', { name: 'Cart' }).fill('earl');
  await expect(page.locator('#count')).toHaveText('1 of 732 events match');
  await page.reload();
  await expect(rowsOf(page)).toHaveCount(1);
  await expect(rowsOf(page)).toContainText('earliest');
  await collector.close();
  rmSync(dataFolder, { recursive: true });
});

test('filters stand in the address, each step back takes one away, and what can\'t be understood is said', async ({ page, collector }) => {
  await openInspector(page, collector);
  await expect(page.locator('#empty')).toContainText('Nothing to show yet');
  await expectAccessible(page);
  await page.setViewportSize({ width: 1280, height: 800 });

  const first = eventOf('cart_updated', { currency: 'USD' }, { user_id: 'ann' });
  await post(collector, [first, eventOf('cart_updated'), eventOf('cart_updated', { cart_id: 'cart-2', currency: 'USD' }), eventOf('cart_updated', { total_value: -1 })]);
  await expect(rowsOf(page)).toHaveCount(4);
  await page.getByRole('button', { name: 'More filters' }).click();
  await page.getByRole('button', { name: 'Add a property' }).click();
  await page.getByRole('combobox', { name: 'Path 1' }).fill('properties.currency');
  await page.getByRole('textbox', { name: 'Value 1' }).fill('USD');
  await expect(rowsOf(page)).toHaveCount(2);
  await page.getByRole('searchbox', { name: 'User' }).fill('an');
  await expect(rowsOf(page)).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'More filters (2)' })).toBeVisible();
  await expect(page).toHaveURL(/\?user_id=an&where=properties\.currency%3DUSD$/);

  await page.reload();
  await expect(page.locator('#count')).toHaveText('1 of 4 events match');
  await expect(page.getByRole('textbox', { name: 'Value 1' })).toHaveValue('USD');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Export as JSON Lines' }).click()]);
  expect(download.suggestedFilename()).toMatch(/^kago-events-[\d-]+\.jsonl$/);
  expect(readFileSync(await download.path(), 'utf8').trim().split('\n').map((line) => JSON.parse(line).user_id)).toEqual(['ann']);
  await page.goBack();
  await expect(rowsOf(page)).toHaveCount(2);
  await expect(page.getByRole('searchbox', { name: 'User' })).toHaveValue('');

  await page.getByRole('combobox', { name: 'Path 1' }).fill('properties..currency');
  await expect(page.getByRole('alert')).toContainText('"where": expected ways to a value, such as properties.products[0].price');
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(page.getByRole('alert')).toBeHidden();
  await expect(rowsOf(page)).toHaveCount(4);

  // Rows of all kinds, and the whole form.
  const mended = { id: 'd1', status: 'accepted', name: first.name, event_id: first.event_id, warnings: [{ path: 'properties.currency', code: 'upper_cased', found: 'usd' }] };
  await post(collector, [], { diagnostics: [mended, { id: 'd2', status: 'refused', name: first.name, page: 'https://shop.example/cart', properties: {}, violations: [{ path: 'properties.currency', code: 'missing' }] }] });
  await post(collector, [], { write_key: 'typo' });
  await expect(rowsOf(page)).toHaveCount(6);
  await expect(rowsOf(page).filter({ hasText: '1 warning' })).toHaveCount(1);
  await page.getByRole('button', { name: 'Add a property' }).click();
  await expectAccessible(page);
  await expect(page).toHaveURL(/\/inspector\/$/);
  await page.getByRole('combobox', { name: 'Told by' }).selectOption('collector');
  await page.getByText('Refused', { exact: true }).click();
  await page.getByLabel('Received from').fill('2026-01-01T00:00');
  await expect(rowsOf(page)).toHaveCount(1);
  await page.getByLabel('and before').fill('2026-01-02T00:00');
  await expect(page.locator('#empty')).toHaveText('No event matches these filters.');
});

test('while the list is paused nothing moves, and what would be in it is counted', async ({ page, collector }) => {
  await openInspector(page, collector, '?cart_id=cart-1');
  await post(collector, [eventOf('cart_updated')]);
  await expect(rowsOf(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Pause' }).click();
  await post(collector, [eventOf('cart_updated', { cart_id: 'cart-2' }), eventOf('cart_updated')]);
  await expect(page.locator('#waiting')).toHaveText('1 new, resume to see it');
  await expect(page.locator('#count-accepted')).toHaveText('3');
  await expect(rowsOf(page)).toHaveCount(1);
  await page.locator('#waiting').click();
  await expect(rowsOf(page)).toHaveCount(2);
  await page.getByRole('button', { name: 'Clear view' }).click();
  await expect(rowsOf(page)).toHaveCount(0);
  await post(collector, [eventOf('checkout_started', { checkout_id: 'k' })]);
  await expect(page.locator('#count')).toHaveText('1 event since the view was cleared');
  await page.getByRole('button', { name: 'Show what was cleared' }).click();
  await expect(rowsOf(page)).toHaveCount(3);
});
