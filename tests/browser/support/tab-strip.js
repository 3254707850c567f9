// Chromium as shoppers have it: a tab behind another one is hidden, and may be frozen. Playwright keeps
// all pages of a browser that it starts visible, so these tests join one that runs already.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from '@playwright/test';
import { chromiumOptions } from './chromium.js';
import { test as base } from './fixtures.js';

function start(folder) {
  const { executablePath, args } = chromiumOptions;
  const own = ['--headless', '--remote-debugging-port=0', '--no-default-browser-check', `--user-data-dir=${folder}`, 'about:blank'];
  return spawn(executablePath, [...args, ...own], { stdio: ['ignore', 'ignore', 'pipe'] });
}

/** Where the browser that starts can be joined. */
function addressOf(browser) {
  return new Promise((resolve, reject) => {
    // Its lines are read to the end, or it would wait for a reader.
    createInterface({ input: browser.stderr }).on('line', (line) => {
      const [, address] = /^DevTools listening on (ws:.*)$/.exec(line) ?? [];
      if (address) resolve(address);
    });
    browser.once('exit', () => reject(new Error('Chromium has ended before it could be joined')));
  });
}

export const test = base.extend({
  /** One window. The tab that was opened or brought to the front last hides the others. */
  context: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'kago-tabs-'));
    const started = start(folder);
    const ended = once(started, 'exit');
    try {
      const browser = await chromium.connectOverCDP(await addressOf(started), { noDefaults: true });
      await use(browser.contexts()[0]);
      await (await browser.newBrowserCDPSession()).send('Browser.close');
    } finally {
      const hanging = setTimeout(() => started.kill('SIGKILL'), 5_000);
      await ended.finally(() => clearTimeout(hanging));
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
});

const setState = async (tab, state) => {
  const session = await tab.context().newCDPSession(tab);
  await session.send('Page.setWebLifecycleState', { state });
  await session.detach();
};

/** As the browser does with a tab that has long been hidden: timers and answers wait until it thaws. */
export const freeze = (tab) => setState(tab, 'frozen');
export const thaw = (tab) => setState(tab, 'active');
