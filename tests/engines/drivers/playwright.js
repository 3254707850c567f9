// The engines that Playwright speaks to, each in a browser with a profile on disk, as a shopper has it: a context
// without one destroys each page that is left, and keeps nothing.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium as chromiumType, firefox as firefoxType } from '@playwright/test';
import { chromiumOptions } from '../../browser/support/chromium.js';
import { killBrowser } from '../../browser/support/processes.js';

async function launch(type, folder, options) {
  const context = await type.launchPersistentContext(folder, options);
  const kill = () => killBrowser(context, folder);
  // To be closed takes Firefox some seconds, which a profile that is thrown away isn't worth.
  return { tag: '', newPage: () => context.newPage(), setOffline: (is) => context.setOffline(is), kill, end: kill };
}

// Playwright switches the back/forward cache off unless told otherwise.
const chromiumWithCache = { ...chromiumOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] };

function blockSiteData(folder) {
  mkdirSync(join(folder, 'Default'));
  writeFileSync(join(folder, 'Default', 'Preferences'), JSON.stringify({ profile: { default_content_setting_values: { cookies: 2 } } }));
}

const launchChromium = (folder) => launch(chromiumType, folder, chromiumWithCache);

export const chromium = {
  launch: launchChromium,
  launchToKill: launchChromium,
  launchWithoutStorage(folder) {
    blockSiteData(folder);
    return launchChromium(folder);
  },
};

const REFUSE_ALL = 2;

const launchFirefox = (folder, firefoxUserPrefs = {}) =>
  launch(firefoxType, folder, { channel: 'moz-firefox', executablePath: '/usr/bin/firefox-esr', firefoxUserPrefs });

export const firefox = {
  launch: launchFirefox,
  launchToKill: launchFirefox,
  launchWithoutStorage: (folder) => launchFirefox(folder, { 'network.cookie.cookieBehavior': REFUSE_ALL }),
};
