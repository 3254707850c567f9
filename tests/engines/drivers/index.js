// The browsers of the table, whatever protocol they speak. Each engine has
//   launch(folder)                a browser for a visit
//   launchWithoutStorage(folder)  one that keeps nothing for a site
//   launchToKill(folder)          one whose profile, in `folder`, outlives a `kill -9`: `kill()`
// and a browser has `newPage()`, a tab with `goto`, `evaluate` and `close` as Playwright's pages have them, and
// `close()`. `tag` goes into each of its pages.

import { chromium, firefox } from './playwright.js';
import { launchByWebDriver } from './webdriver.js';
import { launchWithRemote } from './mini-browser.js';

const webkit = {
  launch: launchByWebDriver,
  launchToKill: launchWithRemote,
};

export const engines = { chromium, firefox, webkit };
