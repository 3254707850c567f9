// Two tabs of an origin in any order of calls, ends, returns and words about consent: what was said before a denial,
// or while it lasts, never leaves, and nothing stays stored.

import fc from 'fast-check';
import { expect, test } from './support/fixtures.js';

const WORDS = ['denied', 'granted', 'unknown'];
const steps = fc.array(fc.tuple(fc.nat(1), fc.constantFrom('say', 'say', 'flush', 'end', 'back', 'tick', ...WORDS)), { minLength: 4, maxLength: 24 });

/** Runs in the page, with each tab a frame; returns what was wrong. */
async function play([script, address]) {
  const faults = [];
  const frames = [0, 1].map(() => Object.assign(document.createElement('iframe'), { src: address }));
  const tabs = frames.map(() => ({ consent: 'granted', said: [], isAway: false }));
  const gone = new Set(); // numbers that must not leave any more
  const channels = [0, 1].map(() => new BroadcastChannel('of the test'));
  const task = () => new Promise((resolve) => { setTimeout(resolve); });
  const until = async (holds) => { while (!holds()) await task(); };

  window.sent = (from, body) => {
    const tab = tabs[frames.findIndex((frame) => frame.contentWindow === from)];
    const numbers = [...body.matchAll(/"n":(\d+)/g)].map(([, n]) => Number(n));
    if (tab.consent !== 'granted') faults.push(`sent while ${tab.consent}: ${numbers}`);
    for (const n of numbers) if (gone.has(n)) faults.push(`${n} was sent`);
  };

  /** Messages between tabs arrive in order: when this one has, the product's has. */
  async function settle() {
    const heard = new Promise((resolve) => { channels[1].onmessage = resolve; });
    channels[0].postMessage('');
    await heard;
    await task();
    for (const [i, tab] of tabs.entries()) if (!tab.isAway) tab.consent = (await frames[i].contentWindow.kago.getStatus()).consent;
  }

  async function stored() {
    if (!(await indexedDB.databases()).some(({ name }) => name === 'kago')) return [];
    const db = await new Promise((resolve, reject) => Object.assign(indexedDB.open('kago'), { onsuccess: ({ target }) => resolve(target.result), onerror: reject }));
    const all = await Promise.all([...db.objectStoreNames].map((store) => new Promise((resolve) => {
      db.transaction(store).objectStore(store).getAll().onsuccess = ({ target }) => resolve(target.result);
    })));
    db.close();
    return all.flat();
  }

  async function deny(i) {
    const erased = frames[i].contentWindow.kago.setConsent('denied');
    tabs[i].consent = 'denied';
    for (const n of tabs[i].said) gone.add(n);
    await erased;
    await settle();
    for (const tab of tabs) for (const n of tab.said) gone.add(n);
    for (const tab of tabs) if (!tab.isAway && tab.consent !== 'denied') faults.push('a tab did not hear of the denial');
    const left = await stored();
    if (left.length > 0) faults.push(`stored after the denial: ${JSON.stringify(left).slice(0, 200)}`);
  }

  document.body.append(...frames);
  await until(() => frames.every((frame) => frame.contentWindow.kago?.getStatus));
  let last = 0;
  async function step(i, what) {
    const tab = tabs[i];
    const there = frames[i].contentWindow;
    const pass = (type) => there.dispatchEvent(new there.PageTransitionEvent(type, { persisted: true }));
    if (what === 'tick') return task();
    if (tab.isAway !== (what === 'back')) return undefined;
    if (what === 'end') {
      // A page that is really cached is frozen; this one isn't, and would take its first step in the meantime.
      while ((await there.kago.getStatus()).core !== 'ready') await task();
      pass('pagehide');
      tab.isAway = true;
    } else if (what === 'back') {
      tab.isAway = false;
      pass('pageshow');
      await there.kago.flush();
      await settle();
    } else if (what === 'say') {
      tab.said.push(++last);
      if (tab.consent === 'denied') gone.add(last);
      void there.kago.productViewed({ product_id: 'p', product_name: 'Cloth', variant_id: 'v', price: 1, metadata: { n: last } });
    } else if (what === 'flush') void there.kago.flush();
    else if (what === 'denied') await deny(i);
    else {
      void there.kago.setConsent(what);
      tab.consent = what;
      await settle();
    }
    return undefined;
  }
  for (const [i, what] of script) await step(i, what);
  // Whatever was kept somewhere would leave now.
  for (const what of ['back', 'granted', 'flush', 'flush']) for (const i of [0, 1]) await step(i, what);
  for (const frame of frames) await frame.contentWindow.kago.flush();
  await deny(0);
  for (let i = 0; i < 5; i++) await task();
  if ((await stored()).length > 0) faults.push('stored after the last denial');
  for (const part of [...frames, ...channels]) (part.remove ?? part.close).call(part);
  return faults;
}

test('in whatever order two tabs speak, end and return, a denial leaves nothing of what was said before', async ({ page, context, site }) => {
  test.setTimeout(180_000);
  await context.addInitScript(() => {
    if (window === top) return;
    const { fetch } = window;
    window.fetch = function (address, options) {
      if (options?.method === 'POST' && !options.signal?.aborted) top.sent(window, new TextDecoder().decode(options.body));
      return fetch.apply(this, arguments);
    };
  });
  const tab = site.npmPage({}, '/tab');
  await page.goto(site.page('/', '<!doctype html><title>Tabs</title><body>'));
  await fc.assert(fc.asyncProperty(steps, async (script) => {
    expect(await page.evaluate(play, [script, tab])).toEqual([]);
  }), { numRuns: 15, seed: Number(process.env.KAGO_SEED ?? 11), endOnFailure: false });
});
