// Debian's Chromium by its own protocol over a pipe, with nothing between: a test library would switch on what it
// needs itself (the log of the network, above all), and each request of a page would cost more than it does a shopper.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumOptions } from '../../browser/support/chromium.js';

const ANSWER_MS_MAX = 120_000;
// What a tab in front may do, whether or not anybody looks at this one.
const IN_FRONT = ['--disable-background-timer-throttling', '--disable-backgrounding-occluded-windows', '--disable-renderer-backgrounding'];

/** Messages are JSON, each with a zero byte behind it. */
function speak(child) {
  const [, , , toBrowser, fromBrowser] = child.stdio;
  const waiting = new Map();
  const listeners = new Set();
  let id = 0;
  let rest = '';
  fromBrowser.setEncoding('utf8').on('data', (chunk) => {
    const texts = (rest + chunk).split('\0');
    rest = texts.pop();
    for (const text of texts) take(JSON.parse(text));
  });
  const fail = () => { for (const { reject } of waiting.values()) reject(new Error('Chromium has ended')); };
  child.on('exit', fail);

  function take(message) {
    if (message.id === undefined) return listeners.forEach((listener) => listener(message));
    const { resolve, reject, method } = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error) reject(new Error(`${method}: ${message.error.message}`));
    else resolve(message.result);
  }

  return {
    listeners,
    send(method, params = {}, sessionId = undefined) {
      toBrowser.write(`${JSON.stringify({ id: ++id, method, params, sessionId })}\0`);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`${method}: no answer`)), ANSWER_MS_MAX);
        const settle = (then) => (value) => { clearTimeout(timer); then(value); };
        waiting.set(id, { method, resolve: settle(resolve), reject: settle(reject) });
      });
    },
  };
}

function tabOf(pipe, targetId, sessionId) {
  const send = (method, params) => pipe.send(method, params, sessionId);
  const heard = (method) => new Promise((resolve, reject) => {
    const end = (then, value) => {
      clearTimeout(timer);
      pipe.listeners.delete(listener);
      then(value);
    };
    const timer = setTimeout(() => end(reject, new Error(`${method} didn't come`)), ANSWER_MS_MAX);
    const listener = (message) => {
      if (message.sessionId === sessionId && message.method === method) end(resolve, message.params);
    };
    pipe.listeners.add(listener);
  });
  return {
    send,
    async goTo(url) {
      const loaded = heard('Page.loadEventFired');
      await send('Page.navigate', { url });
      await loaded;
    },
    /** What a function of the page's gives, called with these values. */
    async call(name, ...values) {
      const expression = `${name}(...${JSON.stringify(values)})`;
      const { result, exceptionDetails } = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
      if (exceptionDetails) throw new Error(`${expression.slice(0, 80)}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
      return result.value;
    },
    /** What Chromium has done between the two, of these categories. */
    async trace(categories, run) {
      const events = [];
      const listener = ({ method, params, sessionId: of }) => { if (of === sessionId && method === 'Tracing.dataCollected') events.push(...params.value); };
      pipe.listeners.add(listener);
      await send('Tracing.start', { traceConfig: { includedCategories: categories, excludedCategories: ['*'] } });
      await run();
      const complete = heard('Tracing.tracingComplete');
      await send('Tracing.end');
      await complete;
      pipe.listeners.delete(listener);
      return events;
    },
    /** Bytes of scripts' objects, once garbage is gone. */
    async heapBytes() {
      await send('HeapProfiler.enable');
      for (let i = 0; i < 3; i++) await send('HeapProfiler.collectGarbage');
      return (await send('Runtime.getHeapUsage')).usedSize;
    },
    close: () => pipe.send('Target.closeTarget', { targetId }),
  };
}

/** With a profile on the disk, as a shopper has one: in a private window IndexedDB is in memory. */
export async function startChromium() {
  const profile = mkdtempSync(join(tmpdir(), 'kago-bench-'));
  const child = spawn(chromiumOptions.executablePath, [
    ...chromiumOptions.args, ...IN_FRONT, '--headless', '--remote-debugging-pipe', '--no-default-browser-check', '--disable-extensions',
    '--disable-component-extensions-with-background-pages', '--disable-default-apps', '--password-store=basic', '--mute-audio', `--user-data-dir=${profile}`,
  ], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], detached: true }); // Ctrl-C is for this program
  const ended = once(child, 'exit');
  // Also where this program is ended from outside.
  const clean = () => {
    if (child.exitCode === null) child.kill('SIGKILL');
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', clean);
  const pipe = speak(child);
  const { product } = await pipe.send('Browser.getVersion');
  return {
    version: product.replace(/^\D*/, ''),
    async open() {
      const { targetId } = await pipe.send('Target.createTarget', { url: 'about:blank' });
      const { sessionId } = await pipe.send('Target.attachToTarget', { targetId, flatten: true });
      const tab = tabOf(pipe, targetId, sessionId);
      await tab.send('Page.enable');
      return tab;
    },
    async close() {
      await pipe.send('Browser.close').catch(() => child.kill('SIGKILL'));
      await ended;
      process.off('exit', clean);
      clean();
    },
  };
}
