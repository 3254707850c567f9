// Whether everyone can use a page, as far as a program can tell: axe-core's rules of WCAG 2.2 A and AA and its best practices.

import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

const SCHEMES = ['light', 'dark'];
const WIDTHS = [360, 1280];

/** With KAGO_SCREENS each look is kept in that folder, for people to open. */
let screens = 0;
async function keepScreen(page, colorScheme, width) {
  if (!process.env.KAGO_SCREENS) return;
  const words = `${test.info().title.slice(0, 60)} ${(screens += 1)} ${width} ${colorScheme}`;
  await page.screenshot({ path: join(process.env.KAGO_SCREENS, `${words.replace(/[^\w]+/g, '-')}.png`), fullPage: true });
}

/**
 * In both colour schemes, on a phone's screen and on a desk's, where nothing may have to be scrolled sideways either.
 * `schemes`: of a page that has one only; `widths`: of one of many pages alike; `rules`: of axe that are not in its defaults.
 */
export async function expectAccessible(page, { schemes = SCHEMES, widths = WIDTHS, rules = [] } = {}) {
  for (const colorScheme of schemes) {
    for (const width of widths) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 800 });
      await keepScreen(page, colorScheme, width);
      const { violations } = await new AxeBuilder({ page }).options({ rules: Object.fromEntries(rules.map((name) => [name, { enabled: true }])) }).analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join('; ')}`);
      expect(found, `${page.url()} (${colorScheme}, ${width} px)`).toEqual([]);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(over, `${page.url()} overflows at ${width} px`).toBe(0);
    }
  }
}
