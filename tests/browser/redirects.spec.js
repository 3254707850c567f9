// A collector's address that leads elsewhere. A request that goes on as it was is delivered there; one that
// the browser turns into a GET, or that ends on a page, is not, and waits for a better answer.

import { expect, test } from './support/fixtures.js';
import { answerWith, open, startGate, withoutCors } from './support/gate.js';
import { html } from './support/site.js';

const ALL = { tracked: 3, acked: 3, stored: 0, failures: 0, ledger: {} };
const NOTHING = { tracked: 3, acked: 0, stored: 3, ledger: {} };

/** Between the shop's pages and the collector stands its gate: everything under another address goes through. */
const leadTo = (status, location) => ({ collector }) => collector.gate.behave((passage) =>
  (passage.request.url === '/v1/events' ? answerWith(status, { location: location(collector) })(passage) : open(passage)));
/** The shop itself takes the events and hands them on. */
const shopLeadsTo = (status, location) => ({ site, collector }) => site.redirect('/collect', status, location(collector));

const gateItself = (collector) => `${collector.gate.url}/v1/events?limit=1`;
const otherOrigin = (collector) => `${collector.url}/v1/events`;
const gate = (collector) => collector.eventsUrl;
const loginPage = () => '/login';

const FOLLOWED = [307, 308].flatMap((status) => [
  [`${status} within the collector's origin`, {}, leadTo(status, gateItself)],
  // Such a request names no origin any more (Fetch standard, "HTTP-redirect fetch").
  [`${status} to another origin that takes events of any page`, {}, (servers) => {
    servers.collector.allow('null');
    leadTo(status, otherOrigin)(servers);
  }],
  [`${status} from the shop's own origin to the collector's`, { collector: '/collect' }, shopLeadsTo(status, gate)],
]);

const MISLED = [
  ...[301, 302, 303].flatMap((status) => [
    [`${status} within the collector's origin`, {}, leadTo(status, gateItself)],
    [`${status} to another origin`, {}, leadTo(status, otherOrigin)],
    [`${status} from the shop's own origin to the collector's`, { collector: '/collect' }, shopLeadsTo(status, gate)],
  ]),
  ...[302, 307].map((status) => [`${status} to a page of HTML`, { collector: '/collect' }, shopLeadsTo(status, loginPage)]),
];

async function say(page, site, options) {
  site.page('/login', html('<h1>Log in</h1>'));
  await page.goto(site.npmPage(options));
  return page.evaluate(() => {
    for (const n of [1, 2, 3]) kago.productViewed(view(n));
    return kago.flush();
  });
}

for (const [name, options, apply] of FOLLOWED) {
  test(`${name} is followed, and everything arrives`, async ({ page, site, collector }) => {
    apply({ site, collector });
    expect(await say(page, site, options)).toMatchObject(ALL);
    expect(await collector.numbers()).toEqual([1, 2, 3]);
  });
}

/** The way is free again: by itself Kago finds that out. */
async function expectAll(page, site, collector) {
  collector.gate.behave(open);
  site.redirect('/collect', 307, collector.eventsUrl);
  await expect.poll(() => page.evaluate(() => kago.getStatus())).toMatchObject(ALL);
  expect(await collector.numbers()).toEqual([1, 2, 3]);
}

for (const [name, options, apply] of MISLED) {
  test(`${name} delivers nothing and loses nothing`, async ({ page, site, collector }) => {
    apply({ site, collector });
    const status = await say(page, site, options);
    expect(status).toMatchObject(NOTHING);
    expect(status.failures).toBeGreaterThan(0);
    expect(await collector.numbers()).toEqual([]);
    await expectAll(page, site, collector);
  });
}

test('307 to another origin that keeps its answer from the page leaves no event unanswered and none twice', async ({ page, site, collector }) => {
  const other = await startGate(collector.url);
  other.behave(withoutCors);
  leadTo(307, () => `${other.url}/v1/events`)({ collector });
  expect(await say(page, site)).toMatchObject(NOTHING);
  expect(await collector.numbers()).toEqual([1, 2, 3]);
  await other.close();
  await expectAll(page, site, collector);
});

for (const [answer, path] of [[400, '/v1/events?moved'], [405, '/v1/other']]) {
  test(`302 to an address of the collector that answers ${answer} to the GET loses nothing`, async ({ page, site, collector }) => {
    collector.gate.behave((passage) => {
      if (passage.request.url === '/v1/events') return answerWith(302, { location: collector.gate.url + path })(passage);
      return answerWith(answer)(passage);
    });
    expect(await say(page, site)).toMatchObject(NOTHING);
    await expectAll(page, site, collector);
  });
}
