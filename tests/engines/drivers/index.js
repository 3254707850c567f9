// The browsers of the table, whatever protocol they speak. Each engine has
//   launch(folder)                a browser for a visit
//   launchWithoutStorage(folder)  one that keeps nothing for a site
//   launchToKill(folder)          one whose profile, in `folder`, outlives a `kill -9`: `kill()`
// and a browser has `newPage()`, a tab with `goto`, `evaluate` and `close` as Playwright's pages have them, and `end()`,
// which leaves none of its processes. `tag` goes into each of its pages. Playwright's have `setOffline(is)` too.

import { chromium, firefox } from './playwright.js';
import { launchByWebDriver } from './webdriver.js';
import { launchWithRemote } from './mini-browser.js';

const webkit = {
  launch: launchByWebDriver,
  // No setting of MiniBrowser refuses a site its storage; without these a page has none to ask.
  launchWithoutStorage: (folder) => launchByWebDriver(folder, ['--enable-html5-database=false', '--enable-html5-local-storage=false']),
  launchToKill: launchWithRemote,
};

export const engines = { chromium, firefox, webkit };
