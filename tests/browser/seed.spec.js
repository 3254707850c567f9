// The example events of the seed (Braze, "ecommerce recommended events") as they stand there.

import { readFileSync } from 'node:fs';
import { expect, test } from './support/fixtures.js';

const examples = JSON.parse(readFileSync(new URL('fixtures/seed-events.json', import.meta.url), 'utf8'));

/** What Kago adds to what was given. */
const defaultsOf = ({ name }) => (name === 'ecommerce.cart_updated' ? { action: 'replace' } : {});

test('the six example events of the seed reach the database equal in meaning', async ({ page, site, collector }) => {
  // Other defaults than the examples' own: a field that they set must win.
  await page.goto(site.npmPage({ currency: 'EUR', source: 'https://another.example' }));
  const startMs = Date.now();
  const results = await page.evaluate(async (events) => {
    const said = await Promise.all(events.map(({ name, properties, time }) => kago.track(name, properties, { time })));
    await kago.flush();
    return said;
  }, examples);

  const stored = await collector.arrivals();
  expect(results).toMatchObject(stored.map(({ event_id: eventId }) => ({ status: 'accepted', eventId })));
  // Braze's own totals: products of 199 don't add up to 421.88.
  expect(results.map(({ warnings }) => warnings.map(({ code }) => code)))
    .toEqual(examples.map(({ properties }) => (properties.total_value === 421.88 ? ['total_mismatch'] : [])));
  expect(stored.map(({ name }) => name)).toEqual(examples.map(({ name }) => name));
  expect(stored.map(({ properties }) => properties))
    .toEqual(examples.map((example) => ({ ...example.properties, ...defaultsOf(example) })));

  stored.forEach(({ time }, i) => {
    const given = examples[i].time;
    if (!given) return expect(Date.parse(time)).toBeGreaterThanOrEqual(startMs - 1);
    // Checkout and order name one cart at one instant, and per cart time strictly rises.
    const after = examples[i].name === 'ecommerce.order_placed' ? 1 : 0;
    return expect(Date.parse(time)).toBe(Date.parse(given) + after);
  });
});
