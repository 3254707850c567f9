// What the inspector shows of one event, and what a tester does with it.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expectAccessible } from './support/axe.js';
import { eventOf, post } from './support/events.js';
import { expect, test } from './support/fixtures.js';

const run = promisify(execFile);
const rowsOf = (page) => page.locator('#events > li');
const toggleOf = (row) => row.locator('button.name');

async function openInspector(page, collector, query = '') {
  await page.goto(`${collector.url}/inspector/${query}`);
  await expect(page.getByRole('status')).toHaveText('live');
}

async function copied(page, row, name) {
  await row.getByRole('button', { name }).click();
  await expect(page.locator('#said')).toHaveText(`${name}: done`);
  return page.evaluate(() => navigator.clipboard.readText());
}

test('a refused event says at each field what is wrong with it, what is expected and what to do', async ({ page, collector }) => {
  const { products: [product] } = eventOf('cart_updated').properties;
  await post(collector, [eventOf('cart_updated', { currency: undefined, total_value: '1.234,56', products: [{ ...product, quantity: 1.5 }] })]);
  await openInspector(page, collector);
  await toggleOf(rowsOf(page).first()).click();
  const lines = (await page.getByLabel('Event as JSON').innerText()).split('\n').map((line) => line.trim());
  const below = (start) => lines[lines.findIndex((line) => line.startsWith(start)) + 1];
  expect(below('"total_value"')).toMatch(/^expected a number >= 0 such as 19\.99, found "1\.234,56" \(wrong_type\)\. Pass the kind that is expected\. A price is 19\.99/);
  expect(below('"quantity"')).toMatch(/^expected .*, found 1\.5 \(not_integer\)\. Count pieces, upwards/);
  expect(below('"properties"')).toMatch(/^currency is missing: expected .* \(missing\)\. Pass the field/);

  await page.getByRole('button', { name: 'Raw' }).click();
  expect(JSON.parse(await page.getByLabel('Event as JSON, raw').textContent()).properties.total_value).toBe('1.234,56');
});

test('the command that is copied posts just that event again', async ({ page, context, collector }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const event = eventOf('cart_updated', { metadata: { note: `it's "50 %" off: $(whoami) \`id\` \\ ! 籠\n@` }, cart_id: '日本' });
  await post(collector, [event, eventOf('cart_updated', { total_value: -1 })]);
  await openInspector(page, collector);
  const good = rowsOf(page).filter({ hasText: 'accepted' });
  await toggleOf(good).click();
  expect(JSON.parse(await copied(page, good, 'Copy JSON'))).toEqual(event);
  const command = await copied(page, good, 'Copy as curl');
  expect(JSON.parse((await run('bash', ['-c', `${command} --silent`])).stdout).results).toEqual([{ event_id: event.event_id, status: 'duplicate' }]);
  await fetch(`${collector.url}/v1/qa/reset`);
  await expect(rowsOf(page)).toHaveCount(0);
  await run('sh', ['-c', `${command} --silent`]);
  await expect(rowsOf(page)).toHaveCount(1);
  expect(await collector.events()).toEqual([event]);
});

test('an event is found by its link whatever the filters, and as soon as it comes', async ({ page, context, collector }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const [first, late] = [eventOf('product_viewed', { product_id: 'p-1', product_name: 'Furoshiki', variant_id: 'v-1', price: 5, cart_id: undefined, products: undefined, total_value: undefined }), eventOf('cart_updated', { cart_id: 'late' })];
  await post(collector, [first, eventOf('cart_updated', { total_value: -1 })]);
  await openInspector(page, collector);
  const refused = rowsOf(page).filter({ hasText: 'refused' });
  await toggleOf(refused).click();
  const link = await copied(page, refused, 'Copy link');
  expect(link).toMatch(/\?row=2$/);
  for (let posts = 0; posts < 2; posts += 1) await post(collector, Array.from({ length: 150 }, () => eventOf('cart_updated')));

  const linked = page.getByRole('region', { name: 'The event of this link' });
  await page.goto(`${link}&status=accepted`);
  await expect(linked.getByRole('table', { name: 'Why it was refused' })).toContainText('properties.total_value');
  await expect(toggleOf(linked)).toBeFocused();
  await page.goto(`${collector.url}/inspector/?event=${first.event_id}&cart_id=none`);
  await expect(linked.getByLabel('Event as JSON')).toContainText(first.event_id);
  await expect(linked).toBeInViewport();
  await linked.getByRole('button', { name: 'Close' }).click();
  await expect(linked).toBeHidden();
  await expect(page).toHaveURL(/\/inspector\/\?cart_id=none$/);

  await page.goto(`${collector.url}/inspector/?event=${late.event_id}`);
  await expect(linked).toContainText('isn’t here: it hasn’t come yet');
  await post(collector, [late]);
  await expect(linked).toContainText('"late"');
});

test('an event is compared with the one before it, and with any other', async ({ page, collector }) => {
  await post(collector, [eventOf('cart_updated', { total_value: 10 }), eventOf('cart_updated', { total_value: 20, metadata: { n: 1 } }), eventOf('checkout_started', { checkout_id: 'k' }), eventOf('cart_updated', { total_value: 30 })]);
  await openInspector(page, collector);
  const row = rowsOf(page).first();
  await toggleOf(row).click();
  await row.getByRole('button', { name: 'Compare' }).click();
  await expect(row.locator('.comparison')).toContainText('First of 2 differences: properties.total_value');
  const table = row.getByRole('table');
  await expect(table.getByRole('row', { name: 'properties.total_value' })).toContainText(/30.*20/);
  await expect(table.getByRole('row', { name: 'properties.metadata' })).toContainText('not there');
  await row.getByRole('combobox', { name: 'Compare with' }).selectOption('1');
  await expect(row.locator('.comparison')).toContainText('The only difference: properties.total_value');
  await row.getByRole('spinbutton', { name: 'or with row' }).fill('3');
  await row.getByRole('spinbutton', { name: 'or with row' }).press('Enter');
  await expect(table.getByRole('row', { name: 'name' })).toContainText('ecommerce.checkout_started');

  // Beside it a refused one, and one that is edited.
  await post(collector, [eventOf('cart_updated', { total_value: '1,5' }), eventOf('cart_updated', { products: [] })]);
  await expect(rowsOf(page)).toHaveCount(6);
  await toggleOf(rowsOf(page).nth(0)).click();
  await rowsOf(page).nth(0).getByRole('button', { name: 'Edit and validate' }).click();
  await toggleOf(rowsOf(page).nth(1)).click();
  await expect(rowsOf(page).nth(0)).toContainText('It would be refused');
  await expectAccessible(page);
});

test('a changed event is judged as it is typed, at its fields, and nothing of it is stored', async ({ page, collector }) => {
  await post(collector, [eventOf('cart_updated', { total_value: '1.234,56' })]);
  await openInspector(page, collector);
  const row = rowsOf(page).first();
  await toggleOf(row).click();
  await row.getByRole('button', { name: 'Edit and validate' }).click();
  await expect(row).toContainText('It would be refused: one thing is not right.');
  const draft = row.getByRole('textbox');
  const text = await draft.inputValue();
  await draft.fill(text.replace('"1.234,56"', '1234.56').replace('"EUR"', '"Euro"'));
  await expect(row.getByLabel('Event as JSON').locator('.note')).toHaveText(/^expected .* "EUR".*found "Euro" \(unknown_currency\)\. Pass three letters/);
  await draft.fill(text.replace('"1.234,56"', '1234.56'));
  await expect(row).toContainText('It would be accepted.');
  await draft.fill('['.repeat(5_000) + ']'.repeat(5_000));
  await expect(row).toContainText('It has more than 200 levels, which no event has.');
  await draft.fill('{');
  await expect(row).toContainText('This is no JSON yet:');
  await row.getByRole('button', { name: 'As it came' }).click();
  await expect(draft).toHaveValue(text);
  expect(await collector.rows()).toHaveLength(1);
});
