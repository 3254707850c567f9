// The guide's scenarios: each is walked as it stands there, and its page says that all came as expected; and what the page
// says where it did not.

import { createGuide } from '../../demo-store/guide/app.js';
import { expectedOf, SCENARIOS } from '../../demo-store/guide/scenarios/scenarios.js';
import { expectAccessible } from './support/axe.js';
import { passQuiet } from './support/clock.js';
import { expect, test } from './support/stand-ins.js';
import { take } from './support/scenario.js';
import { observed } from './support/fixtures.js';

/** What the check of a scenario's page asks for, in short. */
async function checked(standIns, name, { id }, from) {
  const answer = await fetch(`${standIns.url}/scenarios/${name}/${id}/check`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ from }),
  });
  const { missing, unexpected } = await answer.json();
  return { missing: missing.map(({ message }) => message), unexpected: unexpected.map(({ event }) => event) };
}

/** All that pages have told of themselves. */
async function toldBy(collector) {
  const read = async (path) => (await fetch(`${collector.url}/v1/qa/visits${path}`)).json();
  const { visits } = await read('?limit=500');
  return Promise.all(visits.map(({ page }) => read(`/${page}?limit=500`)));
}

for (const [name, scenarios] of SCENARIOS) {
  test(`what the scenarios of "${name}" say is what happens`, async ({ page, standIns, collector }) => {
    const { url } = standIns.of(name);
    for (const scenario of scenarios) {
      const from = new Date().toISOString();
      const before = (await collector.events()).length;
      await page.goto(`${url}/qa-strip/fresh?to=${encodeURIComponent(scenario.steps[0].open)}`);
      await page.waitForURL(url + scenario.steps[0].open);
      const expected = expectedOf(scenario);
      for (const [i, step] of scenario.steps.entries()) {
        if (i > 0) await take(page, step);
        const arrived = expected.filter((one) => one.step <= i).map(({ event }) => event.name);
        await expect.poll(async () => (await collector.events()).slice(before).map((event) => event.name), `${scenario.id}, step ${i + 1}`).toEqual(arrived);
      }
      // What is expected may have come, and too much may still be on its way.
      if (!scenario.steps.at(-1).expect) await passQuiet(page);
      await page.evaluate(() => window.kago?.flush());
      expect(await checked(standIns, name, scenario, from), scenario.id).toEqual({ missing: [], unexpected: [] });
    }
    // What a shop's pages say of themselves to testers has no more of it than what they say to marketers.
    expect(JSON.stringify(await toldBy(collector))).not.toMatch(/private|wc_order|[?&]key=/);
  });
}

test('the page of scenarios says which events are there, which are missing, and which nobody expected', async ({ page, standIns }) => {
  await page.goto(`${standIns.url}/scenarios/`);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'data-kago attributes' }).click();
  const card = page.getByRole('article', { name: 'The cart is emptied again' });
  const verdict = card.getByTestId('verdict');
  const begin = async () => {
    const opened = page.waitForEvent('popup');
    await card.getByTestId('begin').click();
    const shop = await opened;
    await observed(shop);
    await shop.getByRole('button', { name: 'Add to cart' }).click();
    return shop;
  };
  let shop = await begin();
  await expect(verdict).toHaveText('2 of 3 so far');
  await expect(card.getByText(/^event \d+$/)).toHaveCount(2);
  await shop.getByRole('button', { name: '+' }).click();
  await expect(verdict).toHaveText('1 more than expected');
  await card.getByTestId('check').click();
  await expect(card.getByTestId('findings').getByRole('listitem')).toHaveText([/^Missing: kago.cart_emptied: no such event came/, /^Not expected: ecommerce.cart_updated, event \d+/]);
  await expectAccessible(page);
  await shop.close();

  shop = await begin();
  await expect(verdict).toHaveText('2 of 3 so far');
  await shop.getByRole('button', { name: 'Remove' }).click();
  await expect(verdict).toHaveText('All of it is there. Press Check when you are done with the steps.');
  await card.getByTestId('check').click();
  await expect(verdict).toHaveText('As expected, and nothing else');
  await expect(card.getByTestId('findings')).toHaveCount(0);
});

test('the guide asks the collector for its own page only, and says so when that gives no answer', async () => {
  const shops = [{ name: 'html', title: 'HTML', about: '', url: 'http://127.0.0.1:1' }];
  const app = createGuide({ shops, distFolder: 'dist', collector: 'http://127.0.0.1:1' });
  const check = (headers, path = 'html/remove') => app.inject({ method: 'POST', url: `/scenarios/${path}/check`, headers: { host: 'localhost:8082', ...headers }, payload: { from: '2026-11-27T09:15:00Z' } });
  expect((await check({ origin: 'https://elsewhere.example' })).statusCode).toBe(403);
  expect((await check({ host: 'rebound.example' })).statusCode).toBe(403);
  expect((await check({}, 'html/nothing')).json().error).toBe('There is no scenario "nothing" for "html".');
  expect((await check({})).json().error).toBe('The collector doesn\'t answer at http://127.0.0.1:1: is it still running?');
  await app.close();
});
