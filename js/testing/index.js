// For a shop's own tests: what a collector that runs with --qa has got, and whether that is what was expected
// (docs/testing.md). With Playwright as fixtures; `createKagoEvents` for any other runner. Needs nothing but fetch.

import { setTimeout as wait } from 'node:timers/promises';
import { describeFailure } from './words.js';

const ROWS_PER_PAGE = 500;
const POLL_MS = 100;
const TIMEOUT_MS = 10_000;

async function answerOf(url, path, body) {
  const address = new URL(path, url);
  let response;
  try {
    response = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  } catch (cause) {
    throw new Error(`No collector answers at ${address.origin}: start one with \`npx kago-collector --qa\`, or set kagoCollector to its address.`, { cause });
  }
  if (response.status === 404) throw new Error(`The collector at ${address.origin} has no ${path}: start it with --qa.`);
  const answer = await response.json();
  if (!response.ok) throw new Error(`The collector answers ${path} with ${response.status}: ${answer.error}`);
  return answer;
}

/** @type {typeof import('./index.js').createKagoEvents} */
export function createKagoEvents(collector, always = {}) {
  let scope = always;
  const ask = (path, body = {}) => answerOf(collector, `/v1/qa/${path}`, { ...scope, ...body });

  async function rows(filter = {}) {
    const found = [];
    for (let after = scope.after; after !== null;) {
      const page = await ask('events', { ...filter, limit: ROWS_PER_PAGE, ...(after !== undefined && { after }) });
      found.push(...page.events);
      after = page.next;
    }
    return found;
  }

  async function fail(comparison, how) {
    throw new Error(describeFailure(comparison, (await rows({ status: 'refused' })).reverse(), how));
  }

  return {
    async begin() {
      // Others may share it: what is theirs stays.
      if (Object.keys(always).length === 0) return void await answerOf(collector, '/v1/qa/reset', {});
      const { events: [last] } = await answerOf(collector, '/v1/qa/events', { order: 'desc', limit: 1 });
      scope = { ...always, after: last?.id ?? 0 };
    },

    rows,
    counts: (filter) => ask('all', filter),
    events: async (filter) => (await rows({ status: 'accepted', ...filter })).map(({ event }) => event),

    async expectEvents(expected, { ordered = false, only = false, timeoutMs = TIMEOUT_MS, filter = {} } = {}) {
      const end = Date.now() + timeoutMs;
      for (;;) {
        const comparison = await ask('expect', { ...filter, expected, ordered });
        const isAll = comparison.missing.length === 0;
        if (isAll && !(only && comparison.unexpected.length > 0)) return comparison.matched.map(({ row }) => row.event);
        // One that must not be there doesn't go away.
        if (isAll || Date.now() >= end) await fail(comparison, { seconds: timeoutMs / 1000, only });
        await wait(POLL_MS);
      }
    },
  };
}

/** @type {typeof import('./index.js').kagoFixtures} */
export const kagoFixtures = {
  kagoCollector: ['http://127.0.0.1:8081', { option: true }],
  kagoFilter: [{}, { option: true }],

  async kagoEvents({ kagoCollector, kagoFilter }, use, testInfo) {
    const events = createKagoEvents(kagoCollector, kagoFilter);
    await events.begin();
    await use(events);
    if (testInfo.status === testInfo.expectedStatus) return;
    await testInfo.attach('kago-events.json', { body: JSON.stringify(await events.rows(), null, 2), contentType: 'application/json' });
  },
};
