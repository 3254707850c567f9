// Whatever a shop passes as options: createKago throws nothing, says what is wrong once, by the name that the
// shop has written, and the calls have their answers.

import fc from 'fast-check';
import { expect, test } from './support/fixtures.js';
import { html, scriptTag } from './support/site.js';

function consoleOf(page) {
  const said = [];
  page.on('console', (message) => said.push(message.text()));
  return said;
}

const bare = (site) => site.page('/bare', html('<script src="/samples.js"></script>'));

const WRONG = {
  collector: 'javascript:alert(1)', writeKey: '', currency: 'EURO', source: 7, platform: 12, observe: 'false', skip: 'checkout_started',
  urlParameters: [1], consent: 'maybe', cartLifetimeDays: 0, braze: {}, strict: 'yes', debug: 1, wasm: 5, colector: 'x',
};

test('each wrong option is named once, with the fix', async ({ page, site }) => {
  const said = consoleOf(page);
  await page.goto(bare(site));
  await page.evaluate(async (wrong) => {
    const { createKago } = await import('/kago/full.js');
    for (let i = 0; i < 3; i++) await createKago(wrong).stop();
  }, WRONG);
  await expect.poll(() => said.length).toBe(Object.keys(WRONG).length);
  for (const name of Object.keys(WRONG)) {
    expect(said.filter((line) => line.includes(`option "${name}"`)), name).toHaveLength(1);
  }
  expect(said.find((line) => line.includes('"cartLifetimeDays"'))).toBe('kago: option "cartLifetimeDays" (data-cart-lifetime-days) has to be 1 to 365 days; it is 0');
});

test('with the words themselves lost, an option that is wrong is named all the same', async ({ page, site }) => {
  const said = consoleOf(page);
  site.remove('/kago/observe/report.js');
  await page.goto(site.page('/tag', html(scriptTag({ ...site.tagData, currency: 'Euro' }))));
  await expect.poll(() => page.evaluate(async () => (await window.kago?.getStatus?.())?.problems)).toEqual(['wrong: currency']);
  expect(said.filter((line) => line.startsWith('kago'))).toEqual(['kago: wrong: currency']);
});

test('a wrong attribute of the tag is named as well, and the others count', async ({ page, site, collector }) => {
  const said = consoleOf(page);
  const data = { ...site.tagData, 'cart-lifetime-days': 'many', source: '' };
  await page.goto(site.page('/tag', html(`<script src="/samples.js"></script>${scriptTag(data)}`)));
  await page.waitForFunction(() => window.kago?.flush);
  await page.evaluate(() => kago.productViewed(view(1)).then(() => kago.flush()));
  await expect.poll(() => said.length).toBe(2);
  expect(said.sort().reverse()).toEqual([expect.stringContaining('(data-cart-lifetime-days) has to be 1 to 365 days; it is "many"'), expect.stringContaining('(data-source)')].sort().reverse());
  expect((await collector.events()).map(({ properties }) => properties.currency)).toEqual(['EUR']);
});

test('without an address to post to nothing is stored or requested, and calls say why', async ({ page, site }) => {
  await page.goto(bare(site));
  const requests = [];
  page.on('request', (request) => { if (request.method() === 'POST') requests.push(request.url()); });
  const results = await page.evaluate(async () => {
    const kago = (await import('/kago/full.js')).createKago();
    return [await kago.productViewed(view(1)), (await kago.flush()).core, (await indexedDB.databases()).length];
  });
  expect(results.slice(0, 2)).toEqual([{ status: 'held', reason: 'bad_options' }, 'failed']);
  expect(requests).toEqual([]);
});

test('no argument makes createKago throw, whatever its members are', async ({ page, site, pageErrors }) => {
  await page.goto(bare(site));
  // In the page, where values can be what JSON can't say.
  const hostile = await page.evaluate(async () => {
    const { createKago } = await import('/kago/full.js');
    const refuse = () => { throw new Error('not yours'); };
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const values = [undefined, null, 0, 1n, NaN, 'x', true, Symbol('s'), () => {}, [], {}, Object.create(null), new Date(NaN), proxy, document, window,
      new Proxy({}, { get: refuse, has: refuse, ownKeys: refuse, getOwnPropertyDescriptor: refuse, getPrototypeOf: refuse }), { toString: refuse, toJSON: refuse }];
    const names = ['collector', 'writeKey', 'currency', 'source', 'platform', 'observe', 'skip', 'urlParameters', 'consent', 'cartLifetimeDays', 'braze', 'strict', 'debug', 'wasm'];
    const thrown = [];
    const attempt = async (options, what) => {
      try {
        const kago = createKago(options);
        const answers = await Promise.all([kago.productViewed(options), kago.getStatus(), kago.setConsent(options)]);
        if (!answers[0].status || !answers[1].core) thrown.push(`${what}: ${JSON.stringify(answers)}`);
        await kago.stop();
      } catch (error) {
        thrown.push(`${what}: ${error.stack}`);
      }
    };
    for (const [i, value] of values.entries()) await attempt(value, `value ${i}`);
    for (const name of names) for (const [i, value] of values.entries()) await attempt({ collector: '/v1/events', writeKey: 'k', [name]: value }, `${name} ${i}`);
    for (const name of names) await attempt({ collector: '/v1/events', writeKey: 'k', get [name]() { throw new Error('no'); } }, `${name} getter`);
    return thrown;
  });
  expect(hostile).toEqual([]);
  const junk = fc.sample(fc.record(Object.fromEntries(Object.keys(WRONG).map((name) => [name, fc.jsonValue()])), { requiredKeys: [] }), { numRuns: 200, seed: 11 });
  const thrown = await page.evaluate(async (all) => {
    const { createKago } = await import('/kago/full.js');
    const found = [];
    for (const options of all) {
      try {
        const kago = createKago(options);
        const { status } = await kago.productViewed(view(1));
        if (!status) found.push(options);
        await kago.stop();
      } catch (error) {
        found.push([options, error.stack]);
      }
    }
    return found;
  }, junk);
  expect(thrown).toEqual([]);
  expect(pageErrors).toEqual([]);
});
