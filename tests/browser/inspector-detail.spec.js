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
  expect(below('"total_value"')).toMatch(/^expected a number >= 0 such as 19\.99, found "1\.234,56" \(wrong_type\)\. Pass the kind that the table names\. A price is 19\.99/);
  expect(below('"quantity"')).toMatch(/^expected .*, found 1\.5 \(not_integer\)\. Count pieces, upwards/);
  expect(below('"properties"')).toMatch(/^currency is missing: expected .* \(missing\)\. Pass the field/);
  await expectAccessible(page);

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
