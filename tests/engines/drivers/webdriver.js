// WebKit by WebDriver. Its pages have what the rows use of Playwright's: goto, evaluate, close.
//
// The driver is started here and named to Selenium, which so has nothing to look for on the network.

import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Builder, Capabilities } from 'selenium-webdriver';
import { end, miniBrowser, start, startDisplay } from './display.js';

const START_MS_MAX = 20_000;
const LIMITS = { script: 30_000, pageLoad: 30_000 };

/** @param {string[]} [switches] of MiniBrowser */
export async function launchByWebDriver(folder, switches = []) {
  const display = await startDisplay(folder);
  const port = await freePort();
  const server = start('WebKitWebDriver', ['--host=127.0.0.1', `--port=${port}`], { env: display.env, stdio: 'ignore' });
  const driver = await openSession(`http://127.0.0.1:${port}`, switches);
  const newPage = pagesOf(driver);
  return {
    tag: '',
    newPage,
    async end() {
      await driver.quit();
      await end(server);
      await display.close();
    },
  };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function openSession(url, switches) {
  for (const endMs = Date.now() + START_MS_MAX; Date.now() < endMs; await wait(50)) {
    if (await fetch(`${url}/status`).then(({ ok }) => ok, () => false)) break;
  }
  const driver = await new Builder().usingServer(url).withCapabilities(new Capabilities({
    browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary: miniBrowser, args: ['--automation', ...switches] },
  })).build();
  await driver.manage().setTimeouts(LIMITS);
  return driver;
}

/** A session has one tab at a time that its commands go to: so each command goes to its tab first, one after the other. */
function pagesOf(driver) {
  let last = Promise.resolve();
  const inTurn = (act) => {
    const done = last.then(act);
    last = done.catch(() => {});
    return done;
  };
  const inTab = (handle, act) => inTurn(async () => {
    await driver.switchTo().window(handle);
    return act();
  });
  // The first tab stays: a session ends with its last one.
  const first = driver.getWindowHandle();
  return async () => {
    const home = await first;
    const handle = await inTab(home, async () => {
      await driver.switchTo().newWindow('tab');
      return driver.getWindowHandle();
    });
    return {
      goto: (url) => inTab(handle, () => driver.get(url)),
      evaluate: (ask, arg) => inTab(handle, () => driver.executeScript(`return (${ask})(arguments[0])`, arg)),
      close: () => inTab(handle, () => driver.close()),
    };
  };
}
