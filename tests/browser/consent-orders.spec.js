// Two tabs of an origin in any order of calls, ends, returns, reloads and words about consent, with a database that at times
// answers nobody: what was said before a denial, or while it lasts, never leaves, and nothing stays stored.

import fc from 'fast-check';
import { expect, test } from './support/fixtures.js';

const WORDS = ['denied', 'granted', 'unknown'];
const ACTS = ['say', 'say', 'flush', 'end', 'back', 'tick', 'reload', 'hold', 'free', 'denied while the other is left', ...WORDS];
const steps = fc.array(fc.tuple(fc.nat(1), fc.constantFrom(...ACTS)), { minLength: 4, maxLength: 24 });

/** Runs in the page, with each tab a frame; returns what was wrong. */
async function play([script, address]) {
  const faults = [];
  const frames = [0, 1].map(() => Object.assign(document.createElement('iframe'), { src: address }));
  const tabs = frames.map(() => ({ consent: 'granted', said: [], isAway: false }));
  const gone = new Set(); // numbers that must not leave any more
  const task = () => new Promise((resolve) => { setTimeout(resolve); });
  const until = async (holds) => { while (!holds()) await task(); };
  const answered = (request) => new Promise((resolve, reject) => Object.assign(request, { onsuccess: () => resolve(request.result), onerror: reject }));
  const there = (i) => frames[i].contentWindow;
  const here = () => [0, 1].filter((i) => !tabs[i].isAway);
  const isThere = (i) => there(i).isLoaded && there(i).kago?.getStatus;

  window.sent = (from, body) => {
    const tab = tabs[frames.findIndex((frame) => frame.contentWindow === from)];
    const numbers = [...body.matchAll(/"n":(\d+)/g)].map(([, n]) => Number(n));
    if (tab.consent !== 'granted') faults.push(`sent while ${tab.consent}: ${numbers}`);
    for (const n of numbers) if (gone.has(n)) faults.push(`${n} was sent`);
  };

  /** What is done to localStorage arrives in order: when this has, the product's words have. */
  async function settle() {
    const heard = here().map((i) => new Promise((resolve) => {
      const hear = ({ key }) => {
        if (key !== 'of the test') return;
        there(i).removeEventListener('storage', hear);
        resolve();
      };
      there(i).addEventListener('storage', hear);
    }));
    localStorage.setItem('of the test', Math.random());
    await Promise.all(heard);
    await task();
    for (const i of here()) tabs[i].consent = (await there(i).kago.getStatus()).consent;
  }

  async function stored() {
    const words = Object.keys(localStorage).filter((key) => key.startsWith('kago'));
    if (!(await indexedDB.databases()).some(({ name }) => name === 'kago')) return words;
    const db = await answered(indexedDB.open('kago'));
    const all = await Promise.all([...db.objectStoreNames].map((store) => answered(db.transaction(store).objectStore(store).getAll())));
    db.close();
    return [...words, ...all.flat()];
  }

  /** Whoever left as the denial came has written that, too, before this page reads. */
  async function expectErased(when) {
    if (window.isBusy) return;
    for (const i of here()) while ((await there(i).kago.getStatus()).erasurePending) await task();
    const left = await stored();
    if (left.length > 0) faults.push(`stored after ${when}: ${JSON.stringify(left).slice(0, 200)}`);
  }

  async function hold() {
    if (window.isBusy || !(await indexedDB.databases()).some(({ name }) => name === 'kago')) return;
    const db = await answered(indexedDB.open('kago'));
    const store = db.transaction([...db.objectStoreNames], 'readwrite').objectStore('state');
    window.isBusy = true;
    await answered(store.count());
    const again = () => {
      if (window.isBusy) store.count().onsuccess = again;
      else db.close();
    };
    again();
  }

  async function reload(i) {
    there(i).isLoaded = false;
    there(i).location.reload();
    tabs[i].consent = 'granted';
    await until(() => isThere(i));
  }

  async function deny(i, meanwhile = () => {}) {
    const erased = there(i).kago.setConsent('denied');
    tabs[i].consent = 'denied';
    for (const n of tabs[i].said) gone.add(n);
    const newcomer = await meanwhile();
    await erased;
    await settle();
    for (const tab of tabs) for (const n of tab.said) gone.add(n);
    for (const one of here()) if (one !== newcomer && tabs[one].consent !== 'denied') faults.push('a tab did not hear of the denial');
    if (newcomer === undefined) await expectErased('the denial');
  }

  function say(i) {
    tabs[i].said.push(++last);
    if (tabs[i].consent === 'denied') gone.add(last);
    void there(i).kago.productViewed({ product_id: 'p', product_name: 'Cloth', variant_id: 'v', price: 1, metadata: { n: last } });
  }

  const pass = (i, type) => there(i).dispatchEvent(new (there(i).PageTransitionEvent)(type, { persisted: true }));

  const acts = {
    tick: task,
    hold,
    free: () => { window.isBusy = false; },
    say,
    reload,
    async end(i) {
      // A page that is really cached is frozen; this one isn't, and would take its first step in the meantime.
      while ((await there(i).kago.getStatus()).core !== 'ready') await task();
      pass(i, 'pagehide');
      tabs[i].isAway = there(i).isAway = true;
    },
    async back(i) {
      tabs[i].isAway = there(i).isAway = false;
      pass(i, 'pageshow');
      await there(i).kago.flush();
      await settle();
    },
    flush(i) { void there(i).kago.flush(); },
    denied: (i) => deny(i),
    async 'denied while the other is left'(i) {
      const other = 1 - i;
      if (tabs[other].isAway) return;
      say(other);
      gone.add(last);
      await deny(i, async () => {
        await reload(other);
        return other;
      });
    },
  };
  for (const word of ['granted', 'unknown']) {
    acts[word] = async (i) => {
      void there(i).kago.setConsent(word);
      tabs[i].consent = word;
      await settle();
    };
  }

  async function step(i, what) {
    const isEverywhere = ['tick', 'hold', 'free'].includes(what);
    if (isEverywhere || tabs[i].isAway === (what === 'back')) await acts[what](i);
  }

  let last = 0;
  window.isBusy = false;
  document.body.append(...frames);
  await until(() => isThere(0) && isThere(1));
  for (const [i, what] of script) await step(i, what);
  // Whatever was kept somewhere would leave now.
  for (const what of ['free', 'back', 'granted', 'flush', 'flush']) for (const i of [0, 1]) await step(i, what);
  for (const i of [0, 1]) await there(i).kago.flush();
  await deny(0);
  for (let i = 0; i < 5; i++) await task();
  await expectErased('the last denial');
  for (const frame of frames) frame.remove();
  localStorage.clear();
  return faults;
}

test('in whatever order two tabs speak, end and return, a denial leaves nothing of what was said before', async ({ page, context, site }) => {
  test.setTimeout(180_000);
  await context.addInitScript(() => {
    if (window === top) return;
    addEventListener('load', () => { window.isLoaded = true; });
    // A page in the back/forward cache hears nothing.
    addEventListener('storage', (event) => window.isAway && event.stopImmediatePropagation(), true);
    // Who waits for a database that answers nobody gives up sooner.
    const { fetch, setTimeout } = window;
    window.setTimeout = (work, ms) => setTimeout(work, top.isBusy ? ms / 50 : ms);
    window.fetch = function (address, options) {
      if (options?.method === 'POST' && !options.signal?.aborted) top.sent(window, new TextDecoder().decode(options.body));
      return fetch.apply(this, arguments);
    };
  });
  const tab = site.npmPage({}, '/tab');
  await page.goto(site.page('/', '<!doctype html><title>Tabs</title><body>'));
  await fc.assert(fc.asyncProperty(steps, async (script) => {
    expect(await page.evaluate(play, [script, tab])).toEqual([]);
  }), { numRuns: Number(process.env.KAGO_RUNS ?? 15), seed: Number(process.env.KAGO_SEED ?? 11), endOnFailure: false });
});
