// The policies that a shop's pages may send, and the places that Kago's files may lie in, as docs/policies.md has them: an
// event is accepted and arrives, or the reason is told.

import { readFileSync } from 'node:fs';
import { expect, test, until } from './support/fixtures.js';
import { html, scriptTag, stubText } from './support/site.js';

const WASM = '/kago/kago.wasm';
const SCRIPT = '/kago/observe/kago.js';
const NONCE = '4AEemGb0xJptoIGFP3Nd';
const FILES = ['kago.js', 'kago.wasm', 'observe/tracker.js', 'observe/report.js', 'observe/sight.js', 'observe/kago.js'];
const read = (name) => readFileSync(new URL(`../../dist/${name}`, import.meta.url), 'utf8');
const { files } = JSON.parse(read('manifest.json'));

const csp = (...directives) => ({ 'content-security-policy': directives.join('; ') });
/** The same server under another name is another origin. */
const elsewhere = (site) => site.url.replace('127.0.0.1', 'localhost');

/** The stub and the samples as files: no script stands in the page. */
function contentOf(site, { nonce, src, attributes = '' } = {}) {
  site.script('/stub.js', stubText());
  const nonced = nonce ? ` nonce="${nonce}"` : '';
  return html(['/samples.js', '/stub.js'].map((path) => `<script${nonced} src="${path}"></script>`).join('') + scriptTag(site.tagData, src).replace('<script', `<script${nonced}${attributes}`));
}

function serveWithCors(site, headers = { 'access-control-allow-origin': '*' }) {
  for (const name of FILES) site.sdkFile(`/kago/${name}`, name, { headers });
}

/** What a page of that policy asks for as its core, what it is told, and what it complains of. */
async function openUnder(page, address) {
  const seen = { cores: [], told: [], complaints: [] };
  page.on('requestfinished', (request) => { const { pathname } = new URL(request.url()); if ([WASM, SCRIPT].includes(pathname)) seen.cores.push(pathname); });
  page.on('console', (message) => {
    if (message.text().startsWith('kago:')) seen.told.push(message.text());
    else if (/Content Security Policy|Permissions[- ]policy/i.test(message.text())) seen.complaints.push(message.text());
  });
  await page.goto(address);
  return seen;
}

const say = (page) => page.evaluate(async () => [await kago.productViewed(view(1)), await kago.flush()]);

/** [what, headers, what is different of the page, the core that it runs, what Kago tells]; `origin` is the collector's. */
const POLICIES = [
  ['its own scripts and WebAssembly', (origin) => csp("default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", 'img-src data:', `connect-src 'self' ${origin}`)],
  ['its own scripts, and no WebAssembly', (origin) => csp("default-src 'none'", "script-src 'self'", 'img-src data:', `connect-src 'self' ${origin}`), {}, SCRIPT, /add 'wasm-unsafe-eval'/],
  ['a nonce with strict-dynamic', () => csp(`script-src 'nonce-${NONCE}' 'strict-dynamic' 'wasm-unsafe-eval'`, "object-src 'none'", "base-uri 'none'"), { nonce: NONCE }],
  ['a nonce with strict-dynamic, and no WebAssembly', () => csp(`script-src 'nonce-${NONCE}' 'strict-dynamic'`, "object-src 'none'", "base-uri 'none'"), { nonce: NONCE }, SCRIPT, /add 'wasm-unsafe-eval'/],
  ['Trusted Types', () => csp("require-trusted-types-for 'script'", "trusted-types 'none'")],
  ['Trusted Types, and no WebAssembly', () => csp("script-src 'self'", "require-trusted-types-for 'script'", "trusted-types 'none'"), {}, SCRIPT, /add 'wasm-unsafe-eval'/],
  ['requests to the collector alone', (origin) => csp("script-src 'self' 'wasm-unsafe-eval'", `connect-src ${origin}`), {}, SCRIPT, /allow http.*kago\.wasm.* in its connect-src/],
  ['no referrer', () => ({ 'referrer-policy': 'no-referrer' })],
  ['none of the browser\'s powers', () => ({ 'permissions-policy': 'accelerometer=(), camera=(), geolocation=(), microphone=(), payment=(), storage-access=(), sync-xhr=(), usb=(), unload=()' })],
  ['isolation from other origins (COOP, COEP)', () => ({ 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' })],
];

for (const [what, headersFor, changes, core = WASM, telling] of POLICIES) {
  test(`a page whose policy is ${what}: an event arrives`, async ({ page, site, collector }) => {
    const seen = await openUnder(page, site.page('/strict', contentOf(site, changes), headersFor(new URL(collector.eventsUrl).origin)));
    const [result, status] = await say(page);
    expect(result).toMatchObject({ status: 'accepted' });
    expect(status).toMatchObject({ core: 'ready', storage: 'indexeddb', acked: 1, stored: 0 });
    expect(await collector.numbers()).toEqual([1]);
    expect(seen.cores.at(-1)).toBe(core);
    if (telling) await expect.poll(() => seen.told).toEqual([expect.stringMatching(telling)]);
    else expect([seen.told, seen.complaints, seen.cores]).toEqual([[], [], [WASM]]);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(what.includes('COEP'));
  });
}

test('files of another origin that lets this one read them, the tag held to its hash: an event arrives', async ({ page, site, collector }) => {
  serveWithCors(site);
  const { origin } = new URL(collector.eventsUrl);
  const policy = csp("default-src 'none'", `script-src 'self' ${elsewhere(site)} 'wasm-unsafe-eval'`, 'img-src data:', `connect-src ${elsewhere(site)} ${origin}`);
  const tag = { src: `${elsewhere(site)}/kago/kago.js`, attributes: ` crossorigin integrity="${files['kago.js'].integrity}"` };
  const seen = await openUnder(page, site.page('/apart', contentOf(site, tag), policy));
  expect((await say(page))[0]).toMatchObject({ status: 'accepted' });
  expect(await collector.numbers()).toEqual([1]);
  expect(seen).toEqual({ cores: [WASM], told: [], complaints: [] });
});

test('the same in a page that wants all to be of its own origin or to agree (COEP): an event arrives', async ({ page, site, collector }) => {
  serveWithCors(site);
  const tag = { src: `${elsewhere(site)}/kago/kago.js`, attributes: ' crossorigin' };
  const seen = await openUnder(page, site.page('/apart', contentOf(site, tag), { 'cross-origin-embedder-policy': 'require-corp' }));
  expect((await say(page))[0]).toMatchObject({ status: 'accepted' });
  expect(await collector.numbers()).toEqual([1]);
  expect(seen.told).toEqual([]);
});

test('files of another origin that lets nobody read them: calls are held, and the console says why', async ({ page, site, collector }) => {
  const seen = await openUnder(page, site.page('/apart', contentOf(site, { src: `${elsewhere(site)}/kago/kago.js` })));
  expect((await say(page))[0]).toEqual({ status: 'held', reason: 'no_core' });
  expect(await collector.numbers()).toEqual([]);
  expect(seen.cores).toEqual([]);
  await expect.poll(() => seen.told.join()).toContain('/kago/observe/tracker.js');
});

for (const isAllowed of [true, false]) {
  test(`a sandboxed iframe without an origin, which the collector ${isAllowed ? 'allows as "null": an event arrives' : 'does not know: the console says so'}`, async ({ page, site, collector }) => {
    serveWithCors(site);
    if (isAllowed) collector.allow('null');
    site.page('/framed', contentOf(site));
    const seen = await openUnder(page, site.page('/around', html('<iframe sandbox="allow-scripts" src="/framed" width="600" height="400"></iframe>')));
    await expect.poll(() => page.frames().length).toBe(2);
    const frame = page.frames()[1];
    await until(frame, () => window.kago && !window.kago.q);
    const [result, status] = await frame.evaluate(async () => [await kago.cartUpdated(cart(1)), await kago.flush()]);
    expect(result).toMatchObject({ status: 'accepted' });
    expect(status).toMatchObject({ core: 'ready', storage: 'memory', acked: isAllowed ? 1 : 0 });
    expect(await collector.numbers()).toEqual(isAllowed ? [1] : []);
    if (!isAllowed) await expect.poll(() => seen.told.join()).toMatch(/answered 403/);
  });
}
