// Takes the steps of the guide's scenarios (demo-store/guide/scenarios/scenarios.js) as somebody who reads them does.

import { expect } from './expect.js';

/** What is in the shop's page, and not in the strip above it. */
const shopOf = (page) => page.locator('body');

function placeOf(page, line) {
  return line ? shopOf(page).locator('li, tr, article, .wc-block-cart-item').filter({ hasText: line }).first() : shopOf(page);
}

const named = (role) => (page, name, line) => placeOf(page, line).getByRole(role, { name }).locator('visible=true').first();
const button = named('button');
const link = named('link');

const TAKES = {
  open: (page, { open }) => page.goto(new URL(open, page.url()).href),
  press: (page, { press, in: line }) => button(page, press === '+' ? /^\+$/ : press, line).click(),
  follow: (page, { follow, in: line }) => link(page, follow, line).click(),
  choose: (page, { choose, of }) => (of ? shopOf(page).getByLabel(of).selectOption(choose) : shopOf(page).getByRole('radio', { name: choose }).check({ force: true })),
  fill: (page, { fill, with: value }) => shopOf(page).getByLabel(fill).fill(value),
  reload: (page) => page.reload(),
  async decline(page) {
    await expect(page.getByTestId('qa-said-core')).toBeAttached();
    await page.getByTestId('qa-toggle').click();
    await page.getByTestId('qa-decline').click();
    await expect(page.getByTestId('qa-said-consent')).toHaveText('denied');
  },
};

export const take = (page, step) => Object.entries(TAKES).find(([kind]) => kind in step)[1](page, step);
