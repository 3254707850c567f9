// `kago/testing` as a shop has it: from the package, with Playwright, running the example of docs/testing.md.

import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createCollector } from '../../demo-store/collector/app.js';
import { loadServerCore } from '../../dist/node.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kago-testing-')));
after(() => rmSync(folder, { recursive: true, force: true }));

const run = (command, ...args) => execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const [packed] = JSON.parse(run('npm', 'pack', root, '--json', '--ignore-scripts', '--pack-destination', folder));
mkdirSync(join(folder, 'node_modules'));
run('tar', '-xzf', packed.filename, '-C', 'node_modules');
run('mv', 'node_modules/package', 'node_modules/kago');
for (const name of ['@playwright', 'typescript']) symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
writeFileSync(join(folder, 'package.json'), '{"type":"module"}');

const guide = readFileSync(join(root, 'docs/testing.md'), 'utf8');
const [, example] = /```ts\n(\/\/ cart\.spec\.ts\n[^]*?)```/.exec(guide);
const { createKagoEvents } = await import(join(folder, 'node_modules/kago/js/testing/index.js'));

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };

/** A shop with one mug. */
const shopPage = (collector, writeKey) => `<!doctype html><title>Mug</title><link rel="icon" href="data:,">
  <script type="module">
    import { createKago } from '/kago/index.js';
    const kago = createKago({ collector: '${collector}/v1/events', writeKey: '${writeKey}', currency: 'EUR' });
    const mug = { product_id: '880', product_name: 'Mug', variant_id: '880', price: 20 };
    kago.productViewed(mug);
    document.querySelector('button').onclick = () => kago.cartUpdated({ products: [{ ...mug, quantity: 1 }] });
  </script><button>Add to cart</button>`;

async function startShop(t, { writeKey = 'pk_demo' } = {}) {
  const origins = [];
  const data = mkdtempSync(join(folder, 'data-'));
  const app = await createCollector({ ...await loadServerCore(), dataFolder: data, origins, qa: true, writeKeys: ['pk_demo', 'pk_b=b'] });
  t.after(() => app.close());
  await app.listen({ host: '127.0.0.1', port: 0 });
  const collector = `http://127.0.0.1:${app.server.address().port}`;
  const server = createServer((request, response) => {
    const name = request.url.startsWith('/kago/') ? request.url.slice(6).split('?')[0] : null;
    response.writeHead(200, { 'content-type': TYPES[name === null ? '.html' : extname(name)] });
    response.end(name === null ? shopPage(collector, writeKey) : readFileSync(join(folder, 'node_modules/kago/dist', name)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => { server.closeAllConnections(); server.close(); });
  const shop = `http://127.0.0.1:${server.address().port}`;
  origins.push(shop);
  return { shop, collector };
}

/** What the fixture attached to the one test that failed. */
function attachedIn(report) {
  const [{ attachments }] = report.suites[0].specs[0].tests[0].results;
  const found = attachments.find(({ name }) => name === 'kago-events.json');
  return found ? JSON.parse(Buffer.from(found.body, 'base64')) : null;
}

/** Runs a spec as a shop would. @returns {Promise<{ code: number, output: string, attached: object[] | null }>} */
async function runSpec(name, text, { shop, collector }) {
  const specs = join(folder, name);
  mkdirSync(specs);
  writeFileSync(join(specs, 'cart.spec.ts'), text);
  const chromium = join(root, 'tests/browser/support/chromium.js');
  writeFileSync(join(specs, 'playwright.config.js'), `import { chromiumOptions } from ${JSON.stringify(chromium)};
    export default { workers: 1, timeout: 120_000, outputDir: 'out', use: { baseURL: '${shop}', kagoCollector: '${collector}', launchOptions: chromiumOptions } };`);
  const report = join(specs, 'report.json');
  return new Promise((resolve) => {
    const words = [join(root, 'node_modules/@playwright/test/cli.js'), 'test', '-c', join(specs, 'playwright.config.js'), '--reporter=list,json'];
    execFile(process.execPath, words, { cwd: specs, env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report } }, (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, output: stdout + stderr, attached: attachedIn(JSON.parse(readFileSync(report, 'utf8'))) });
    });
  });
}

// On a machine that others work on too, ten seconds may be few.
const patient = example.replace('only: true', 'only: true, timeoutMs: 60_000');
const insert = (text, before, line) => text.replace(before, `${line}\n  ${before}`);

test('the example of the guide passes in a shop that is right', async (t) => {
  const parts = await startShop(t);
  const { code, output } = await runSpec('right', patient, parts);
  assert.equal(code, 0, output);
  assert.match(output, /1 passed/);
});

test('in a shop that is wrong it fails, says which field, and attaches what came', async (t) => {
  const parts = await startShop(t);
  const wrong = "await kagoEvents.expectEvents([{ name: 'ecommerce.cart_updated', properties: { total_value: 21 } }], { timeoutMs: 1 });";
  const { code, output, attached } = await runSpec('wrong', insert(patient, 'expect(viewed', wrong), parts);
  assert.equal(code, 1, output);
  assert.match(output, /1 expected event did not come within 0\.001 s:\s+expected\[0\] ecommerce\.cart_updated: properties\.total_value: expected 21, found 20 in event 2, which is nearest\s+What came besides:\s+event 1 ecommerce\.product_viewed/);
  assert.deepEqual(attached.map(({ name }) => name), ['ecommerce.product_viewed', 'ecommerce.cart_updated']);
});

test('in a shop with a wrong key it says what the page was answered', async (t) => {
  const parts = await startShop(t, { writeKey: 'pk_typo' });
  const posted = "await expect.poll(async () => (await kagoEvents.rows({ origin: 'request' })).length, { timeout: 60_000 }).toBeGreaterThan(0);";
  const { code, output } = await runSpec('key', insert(example.replace('only: true', 'only: true, timeoutMs: 1'), 'const [viewed', posted), parts);
  assert.equal(code, 1, output);
  assert.match(output, /expected\[0\] ecommerce\.product_viewed: no such event came/);
  assert.match(output, /Posts that were turned away as a whole:\s+a post from http:\/\/127\.0\.0\.1:\d+: 401 unknown_write_key: write_key is not known/);
});

const event = (properties, changes = {}) => ({ event_id: crypto.randomUUID(), name: 'ecommerce.product_viewed', time: new Date().toISOString(), anonymous_id: 'a', ...changes,
  properties: { product_id: '1', product_name: 'Mug', variant_id: '1', price: 5, currency: 'EUR', source: 'web', ...properties } });

const post = (collector, events, write_key = 'pk_demo') => fetch(`${collector}/v1/events`, { method: 'POST', body: JSON.stringify({ write_key, events }) });

test('another runner has the same: it waits for what comes late, lets nothing else pass, and reads more than a page', async (t) => {
  const { collector } = await startShop(t);
  const kago = createKagoEvents(collector);
  await post(collector, [event({ product_id: 'old' })]);
  await kago.begin();
  const waiting = kago.expectEvents([{ name: 'ecommerce.product_viewed', properties: { product_id: '2' } }]);
  await post(collector, [event({ product_id: '2' })]);
  assert.deepEqual((await waiting).map(({ properties }) => properties.product_id), ['2']);
  await post(collector, [event({ price: -1 })]);
  await assert.rejects(kago.expectEvents([], { only: true }), ({ message }) => /and others that must not:\nNot expected:\n {2}event \d+ ecommerce\.product_viewed .*\nWhat was refused:\n {2}event \d+ .*properties\.price/.test(message));
  for (let i = 0; i < 2; i += 1) await post(collector, Array.from({ length: 400 }, () => event({ product_id: 'many' })));
  assert.equal((await kago.events({ where: { 'properties.product_id': 'many' } })).length, 800);
  assert.deepEqual(await kago.counts(), { total: 802, good: 801, bad: 1 });
});

test('with a filter nobody else\'s events are reset or looked at', async (t) => {
  const { collector } = await startShop(t);
  const [one, other] = [createKagoEvents(collector, { shop: 'shop' }), createKagoEvents(collector, { shop: 'b' })];
  await post(collector, [event({ product_id: 'old' })]);
  await one.begin();
  await post(collector, [event({ product_id: 'of one' })]);
  await other.begin();
  await post(collector, [event({ product_id: 'of b' })], 'pk_b');
  const idsOf = async (kago) => (await kago.events()).map(({ properties }) => properties.product_id);
  assert.deepEqual([await idsOf(one), await idsOf(other)], [['of one'], ['of b']]);
  await one.expectEvents([{ properties: { product_id: 'of one' } }], { only: true });
});

test('without a collector, or without --qa, it says what to do', async (t) => {
  await assert.rejects(createKagoEvents('http://127.0.0.1:9').begin(), /No collector answers at http:\/\/127\.0\.0\.1:9: start one with `npx kago-collector --qa`/);
  const app = await createCollector({ ...await loadServerCore(), dataFolder: mkdtempSync(join(folder, 'data-')) });
  t.after(() => app.close());
  await app.listen({ host: '127.0.0.1', port: 0 });
  await assert.rejects(createKagoEvents(`http://127.0.0.1:${app.server.address().port}`).begin(), /start it with --qa/);
});

test('its types fit Playwright\'s, and refuse wrong calls', () => {
  writeFileSync(join(folder, 'typed.ts'), `
    import { defineConfig, test as base } from '@playwright/test';
    import { createKagoEvents, kagoFixtures, type KagoFixtures } from 'kago/testing';
    const test = base.extend<KagoFixtures>(kagoFixtures);
    test.use({ kagoCollector: 'http://127.0.0.1:8081', kagoFilter: { shop: 'b' } });
    // @ts-expect-error an address
    test.use({ kagoCollector: 7 });
    test('t', async ({ page, kagoEvents }) => {
      await page.goto('/');
      const [first] = await kagoEvents.expectEvents([{ name: 'ecommerce.cart_updated', properties: { total_value: 20 }, times: 2, user_id: 'u' }], { ordered: true });
      first.name.length;
      const rows = await kagoEvents.rows({ status: 'refused', where: { 'properties.currency': 'EUR' } });
      rows[0].request?.status.toFixed();
      // @ts-expect-error no such filter
      await kagoEvents.events({ cart: 'c1' });
      // @ts-expect-error how often is a number
      await kagoEvents.expectEvents([{ name: 'x', times: '2' }]);
    });
    createKagoEvents('http://127.0.0.1:8081').counts().then(({ good }) => good.toFixed());
  `);
  const options = '--strict --noEmit --skipLibCheck --target es2022 --module esnext --moduleResolution bundler --lib es2022,dom --types'.split(' ');
  run(join(root, 'node_modules/.bin/tsc'), ...options, '', 'typed.ts');
});
