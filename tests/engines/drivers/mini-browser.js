// WebKit with a profile on disk. Under WebDriver MiniBrowser keeps everything in memory (its `--automation` is a
// private session), so here nobody drives it: its pages ask a server of the test for what they are to do.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { killGroup } from '../../browser/support/processes.js';
import { miniBrowser, startDisplay } from './display.js';

const READY_MS_MAX = 30_000;

export async function launchWithRemote(folder) {
  const display = await startDisplay(folder);
  const remote = await startRemote();
  let browser;
  const kill = async () => {
    if (browser) {
      const exited = once(browser, 'exit');
      killGroup(browser.pid);
      await exited;
      browser = undefined;
    }
    await remote.close();
    await display.close();
  };
  const goto = async (url) => {
    if (browser) throw new Error('its pages are opened at its start alone');
    // A process group of its own: so its helpers die with it.
    browser = spawn(miniBrowser, [url], { env: display.env, stdio: 'ignore', detached: true });
    await remote.ready();
  };
  return { tag: remote.tag, newPage: async () => ({ goto, evaluate: remote.evaluate }), kill, end: kill };
}

/** The page asks for its next task, and answers it by asking for another. */
async function startRemote() {
  const tasks = [];
  let give;
  let ready;
  const isReady = new Promise((resolve) => { ready = resolve; });
  const next = () => { if (give && tasks.length > 0) { give(tasks[0].code); give = undefined; } };
  const server = createServer(async (request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    const answer = await text(request);
    if (answer) settle(tasks.shift(), JSON.parse(answer));
    give = (code) => response.end(code);
    ready();
    next();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${server.address().port}/`;
  return {
    tag: `<script>(${obey})(${JSON.stringify(url)})</script>`,
    ready: () => Promise.race([isReady, lateAfter(READY_MS_MAX)]),
    evaluate: (ask, arg) => new Promise((resolve, reject) => {
      tasks.push({ code: `(${ask})(${JSON.stringify(arg)})`, resolve, reject });
      next();
    }),
    async close() {
      for (const { reject } of tasks) reject(new Error('The browser has ended'));
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function settle({ resolve, reject }, { value, error }) {
  if (error === undefined) resolve(value);
  else reject(new Error(error));
}

function lateAfter(ms) {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`No page of MiniBrowser has asked within ${ms / 1000} s`)), ms).unref();
  });
}

/** In the page. */
async function obey(url) {
  for (let answer = ''; ;) {
    const code = await (await fetch(url, { method: 'POST', body: answer })).text();
    try {
      answer = JSON.stringify({ value: await (0, eval)(code) });
    } catch (error) {
      answer = JSON.stringify({ error: String(error) });
    }
  }
}
