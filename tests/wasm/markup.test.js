// Shoppers' modules read no markup: a page hands them the product that kago-markup.wasm has read. All that the native
// tests show of markup holds there only because the two together say what the one module says that does both.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { moduleOf, OBSERVERS } from '../../js/modules.mjs';
import { chance, fixturesOf, mutated } from '../fuzz/shapes.mjs';
import { bytesOf, load } from './instances.js';
import { replyOf, requestOf } from './requests.js';

const URL_OF_PAGE = 'https://shop.example/p/a?variant=1';
/** The dataLayer and attributes are no markup that it reads. */
const isMarkup = (platform) => platform !== 'html' && platform !== 'ga4';
const MUTANTS = 40;

const { core: whole } = await load(bytesOf('kago-debug'));
const { core: reader } = await load(bytesOf('kago-markup'));

function eventsOf(core, platform, data) {
  const line = JSON.stringify({ type: 'observe', time: Date.UTC(2026, 10, 22), page: 'a'.repeat(32), call: 1, view: 1, url: URL_OF_PAGE, from: platform, what: 'product', data });
  const { texts, commands } = replyOf(core.step(requestOf([line], '', { platform })));
  const [{ path } = {}] = commands.find((command) => command.do === 'report').result.violations ?? [];
  return { texts, isReadable: path !== 'product' };
}

/** As js/src/observe/common/markup.ts does it; on Shopify the variant is the one that observe/shopify/products.ts names. */
function withRead(data) {
  const read = structuredClone(data);
  if (read?.meta) read.variant ||= read.event?.selectedVariant?.id || firstOf(read.product?.variants ?? read.meta?.product?.variants);
  const page = read?.page ?? read;
  if (!page || !Array.isArray(page.jsonld)) return undefined;
  const { jsonld, og, canonical } = page;
  page.read = JSON.parse(reader.markup(JSON.stringify({ page: { jsonld, og, canonical }, url: URL_OF_PAGE, currency: 'EUR', variant: read.variant })));
  for (const key of ['jsonld', 'og', 'canonical']) delete page[key];
  return read;
}

const firstOf = (variants) => (Array.isArray(variants) ? (variants.find((one) => one?.available) ?? variants[0])?.id : undefined);

for (const [platform, module] of OBSERVERS.map(({ name, observes }) => [observes.find(isMarkup), moduleOf(name)])) {
  test(`${module}.wasm with what kago-markup.wasm reads says what kago-debug.wasm says of the page itself`, async (t) => {
    const { core } = await load(bytesOf(module));
    const draw = chance(12);
    let [compared, said] = [0, 0];
    for (const { what, data } of fixturesOf(platform)) {
      if (what !== 'product') continue;
      for (let round = 0; round < MUTANTS; round++) {
        const page = round === 0 ? data : data.page ? { ...data, page: mutated(data.page, draw) } : mutated(data, draw);
        const read = withRead(page);
        if (!read) continue;
        const { texts: wanted, isReadable } = eventsOf(whole, platform, page);
        if (!isReadable) continue; // deeper or wider than an observation may be
        assert.deepEqual(eventsOf(core, platform, read).texts, wanted, JSON.stringify(page).slice(0, 2_000));
        compared += 1;
        said += wanted.length;
      }
    }
    t.diagnostic(`${compared} pages, ${said} of them say an event`);
    assert.ok(said > 20, `${said} of ${compared} pages say an event`);
  });
}
