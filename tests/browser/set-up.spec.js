// What goes wrong when a shop sets Kago up is said in its console, once, in words with the remedy, without debug; and is
// in `getStatus().problems`. A shopper's network is no such thing (network.spec.js).

import { expect, test, until } from './support/fixtures.js';
import { html, scriptTag } from './support/site.js';

/** What comes in the place of kago.wasm (no-wasm.spec.js). */
const SCRIPT = '/kago/observe/kago.js';
const view = { product_id: '1', product_name: 'Mug', variant_id: '1', price: 5 };

function errorsOf(page) {
  const said = [];
  page.on('console', (message) => { if (message.type() === 'error' && message.text().startsWith('kago')) said.push(message.text()); });
  return said;
}

/** Opens a page with the tag, says a view, and waits for that many problems. */
async function setUp(page, site, data = {}, { headers, problems = 1 } = {}) {
  const said = errorsOf(page);
  await page.goto(site.page('/', html(scriptTag({ ...site.tagData, ...data })), headers));
  await until(page, () => Boolean(window.kago?.productViewed));
  const [result] = await page.evaluate(async (product) => [await kago.productViewed(product), await kago.flush()], view);
  await expect.poll(() => page.evaluate(async () => (await kago.getStatus()).problems.length)).toBe(problems);
  const { problems: told } = await page.evaluate(() => kago.getStatus());
  expect(said).toEqual(told.map((text) => `kago: ${text}`));
  return { result, told };
}

test('all is well: nothing is said, and no file is loaded that says it', async ({ page, site }) => {
  const asked = [];
  page.on('request', (request) => { if (request.url().includes('report')) asked.push(request.url()); });
  expect(await setUp(page, site, {}, { problems: 0 })).toMatchObject({ result: { status: 'accepted' } });
  expect(asked).toEqual([]);
});

test('a key that the collector does not know, in its own words, once', async ({ page, site }) => {
  const { told } = await setUp(page, site, { 'write-key': 'pk_typo' });
  expect(told[0]).toMatch(/^http.* answered 401, ".*key.*": nothing arrives until that is mended$/);
  await page.evaluate(() => kago.flush());
  expect((await page.evaluate(() => kago.getStatus())).problems).toEqual(told);
});

test('an address where no collector is', async ({ page, site, collector }) => {
  const { told } = await setUp(page, site, { collector: collector.eventsUrl.replace('events', 'event') });
  expect(told[0]).toContain('is the address right');
});

test('a server that says nothing with its 404 gets a hint', async ({ page, site }) => {
  await page.route('https://collect.example/**', (route) => route.fulfill({ status: 404, body: '<h1>Not Found</h1>', headers: { 'access-control-allow-origin': '*' } }));
  const { told } = await setUp(page, site, { collector: 'https://collect.example/events' });
  expect(told[0]).toContain('does the address (data-collector) end in /v1/events?');
});

test('a server that does not allow the page to read its answers', async ({ page, site }) => {
  // The shop's own server, under another name.
  const { told } = await setUp(page, site, { collector: `${site.url.replace('127.0.0.1', 'localhost')}/v1/events` });
  expect(told[0]).toContain('does it allow that origin (CORS)?');
});

test('a server that is not there is no fault of the page', async ({ page, site }) => {
  let tries = 0;
  await page.route('https://collect.example/**', (route) => { tries += 1; return route.abort(); });
  await setUp(page, site, { collector: 'https://collect.example/v1/events' }, { problems: 0 });
  await until(page, async () => { await kago.flush(); return (await kago.getStatus()).failures > 3; });
  await expect.poll(() => tries).toBeGreaterThan(3);
  expect((await page.evaluate(() => kago.getStatus())).problems).toEqual([]);
});

test("a page's policy that forbids requests to the collector", async ({ page, site }) => {
  const policy = "default-src 'self' data:; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
  const { told } = await setUp(page, site, {}, { headers: { 'content-security-policy': policy } });
  expect(told[0]).toContain('in its connect-src');
});

test("a page's policy that forbids WebAssembly: a script takes its place, at a price that is told", async ({ page, site }) => {
  const headers = { 'content-security-policy': "script-src 'self'; connect-src *" };
  const { result, told } = await setUp(page, site, {}, { headers });
  expect(result).toMatchObject({ status: 'accepted' });
  expect(told[0]).toMatch(/^the core runs as a script, which is larger and slower: .*'wasm-unsafe-eval'/);
  site.remove(SCRIPT);
  expect(await setUp(page, site, {}, { headers })).toMatchObject({ result: { status: 'held', reason: 'no_core' }, told: [expect.stringMatching(/^nothing is tracked: .*'wasm-unsafe-eval'/)] });
});

test('a core that is not there, or is of another build', async ({ page, site }) => {
  site.remove('/kago/kago.wasm');
  expect((await setUp(page, site)).told[0]).toMatch(/^the core runs as a script.* answered 404; the files of a release stand side by side/);
  site.remove(SCRIPT);
  expect((await setUp(page, site)).told[0]).toMatch(/^nothing is tracked: .*kago\.wasm.* answered 404; the files of a release stand side by side/);
  site.sdkFile('/kago/kago.wasm', 'kago-page.wasm');
  expect((await setUp(page, site)).told[0]).toContain('is of another build; copy all files of one release');
});

test("a page's policy that forbids the core's own address", async ({ page, site, collector }) => {
  const policy = `script-src 'self' 'wasm-unsafe-eval'; connect-src ${collector.gate.url}`;
  const { result, told } = await setUp(page, site, {}, { headers: { 'content-security-policy': policy } });
  expect(result).toMatchObject({ status: 'accepted' });
  expect(told[0]).toMatch(/^the core runs as a script, .*: the page's Content Security Policy has to allow http.*kago\.wasm.* in its connect-src/);
});

test('with the words themselves lost, the fault is said as the browser has it', async ({ page, site }) => {
  for (const path of ['/kago/observe/report.js', '/kago/kago.wasm', SCRIPT]) site.remove(path);
  expect((await setUp(page, site)).told[0]).toContain('answered 404');
});

test('a consent that is none, and a platform that has none', async ({ page, site }) => {
  expect((await setUp(page, site, { consent: 'yes' })).told[0]).toContain('it is "yes"');
  expect((await setUp(page, site, { consent: 'platform' })).told[0]).toContain('no platform that has one is observed');
});

test('Braze, with a core that makes nothing for it', async ({ page, site }) => {
  expect((await setUp(page, site, { braze: '', wasm: `${site.url}/kago/kago.wasm` })).told[0]).toContain('needs kago-braze.wasm');
});

test('under "auto" the first call waits for what is found out, and is accepted', async ({ page, site, collector }) => {
  const slow = new Promise((resolve) => setTimeout(resolve, 300));
  site.sdkFile('/kago/observe/sources.js', 'observe/sources.js', { until: slow });
  const { result } = await setUp(page, site, { platform: 'auto' }, { problems: 0 });
  expect(result).toMatchObject({ status: 'accepted' });
  expect(await collector.names()).toEqual(['product_viewed']);
});

test('with debug the console says in one block what was found', async ({ page, site }) => {
  const blocks = [];
  page.on('console', (message) => { if (message.text().includes('what was found')) blocks.push(message.text()); });
  await setUp(page, site, { platform: 'auto', debug: '' }, { problems: 0 });
  await expect.poll(() => blocks.length).toBe(1);
  expect(blocks[0]).toMatch(/platform {2}html ga4 jsonld, found by "auto"\n {2}core {6}ready\n {2}consent {3}granted\n {2}storage {3}IndexedDB\n {2}collector http.* has taken 1, 0 waiting\n {2}problems {2}none/);
});

test('with debug a collector that turns away says with what, one that is not there does not answer', async ({ page, site }) => {
  const said = async (fulfil) => {
    await page.route('https://collect.example/**', fulfil);
    const block = page.waitForEvent('console', (message) => message.text().includes('what was found'));
    await setUp(page, site, { debug: '', collector: 'https://collect.example/v1/events' }, { problems: 0 });
    const text = (await block).text();
    await page.unroute('https://collect.example/**');
    return text;
  };
  expect(await said((route) => route.fulfill({ status: 503, headers: { 'access-control-allow-origin': '*' } }))).toContain('/v1/events answers 503, 1 waiting');
  expect(await said((route) => route.abort())).toContain("/v1/events doesn't answer,");
});

for (const [what, answer] of [
  ["a shop's own page", { status: 200, contentType: 'text/html', body: '<h1>Shop</h1>' }],
  ['a host of files', { status: 405, body: 'Method Not Allowed' }],
  ['nothing', { status: 204 }],
]) {
  test(`an address that answers with ${what}`, async ({ page, site }) => {
    await page.route('https://collect.example/**', (route) => route.fulfill({ ...answer, headers: { 'access-control-allow-origin': '*' } }));
    const { told } = await setUp(page, site, { collector: 'https://collect.example/' });
    expect(told[0]).toBe(`nothing arrives: https://collect.example/ answered ${answer.status}; does the address (data-collector) end in /v1/events?`);
  });
}

for (const [platform, missing] of [['auto', 'sources'], ['shopify', 'shopify'], ['jsonld', 'page']]) {
  test(`observe/${missing}.js is not there`, async ({ page, site }) => {
    site.remove(`/kago/observe/${missing}.js`);
    const { told } = await setUp(page, site, { platform });
    expect(told[0]).toMatch(new RegExp(`^part of the shop is not tracked: .*observe/${missing}\\.js.* answered 404; .*with the folder observe/$`));
  });
}

test.describe('of an outage the console says nothing', () => {
  const fails = (page, work) => page.route('https://collect.example/**', work);
  async function quiet(page, site, { headers, fails: count = 4 } = {}) {
    await setUp(page, site, { collector: 'https://collect.example/v1/events' }, { headers, problems: 0 });
    await until(page, async () => { await kago.flush(); return true; });
    await until(page, async (least) => { await kago.flush(); return (await kago.getStatus()).failures >= least; }, count);
    expect((await page.evaluate(() => kago.getStatus())).problems).toEqual([]);
  }

  test('a server that is down, which says so', async ({ page, site }) => {
    await fails(page, (route) => route.fulfill({ status: 503, headers: { 'access-control-allow-origin': '*' } }));
    await quiet(page, site);
  });

  test("beside a policy that only reports", async ({ page, site }) => {
    await fails(page, (route) => route.abort());
    await quiet(page, site, { headers: { 'content-security-policy-report-only': "connect-src 'self'" } });
  });

  test('and nothing is asked once consent is denied', async ({ page, site }) => {
    const asked = [];
    let release;
    const word = new Promise((resolve) => { release = resolve; });
    site.sdkFile('/kago/observe/report.js', 'observe/report.js', { until: word });
    await fails(page, (route) => {
      asked.push(route.request().method());
      return route.abort();
    });
    await quiet(page, site, { fails: 3 });
    await page.evaluate(() => kago.setConsent('denied'));
    release();
    await page.waitForResponse('**/report.js*');
    await page.evaluate(() => kago.getStatus());
    expect(asked).not.toContain('HEAD');
  });
});

test.describe('a call that waits under "auto" has its answer', () => {
  async function waiting(page, site) {
    let release;
    site.sdkFile('/kago/observe/sources.js', 'observe/sources.js', { until: new Promise((resolve) => { release = resolve; }) });
    await page.goto(site.page('/', html(scriptTag({ ...site.tagData, platform: 'auto' }))));
    await until(page, () => Boolean(window.kago?.productViewed));
    await page.evaluate((product) => { window.said = kago.productViewed(product); }, view);
    return { release, answer: () => page.evaluate(() => window.said) };
  }

  test('when consent is denied, though it is granted again', async ({ page, site }) => {
    const { answer, release } = await waiting(page, site);
    await page.evaluate(async () => { await kago.setConsent('denied'); await kago.setConsent('granted'); });
    expect(await answer()).toEqual({ status: 'held', reason: 'consent_denied' });
    release();
  });

  test('when Kago is stopped', async ({ page, site }) => {
    const { answer, release } = await waiting(page, site);
    await page.evaluate(() => kago.stop());
    expect(await answer()).toEqual({ status: 'held', reason: 'stopped' });
    release();
  });

  test('when the page is left', async ({ page, site }) => {
    const { answer, release } = await waiting(page, site);
    await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide')));
    expect(await answer()).toEqual({ status: 'held', reason: 'consent_unknown' });
    release();
  });
});
