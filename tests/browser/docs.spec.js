// Each of Kago's tags that the docs show, on a page: it comes to work, observes what it names, and has nothing to complain of.

import { kagosTagsIn } from '../docs/support/markup.js';
import { pages } from '../docs/support/pages.js';
import { expect, test } from './support/fixtures.js';
import { html, scriptTag } from './support/site.js';

const MARKUP = ['html', 'liquid', 'php'];
const shown = pages.flatMap(({ blocks }) => blocks).filter(({ language }) => MARKUP.includes(language))
  .flatMap(({ name, text }) => kagosTagsIn(text).map((attributes) => ({ name, attributes: Object.fromEntries(attributes) })));

/** What a template fills in, and where events go. */
function filledIn(attributes, tagData) {
  const data = Object.entries(attributes).filter(([name]) => name.startsWith('data-')).map(([name, value]) => [name.slice(5), value.replace(/{{.*}}/, 'EUR')]);
  return { ...Object.fromEntries(data), collector: tagData.collector, 'write-key': tagData['write-key'] };
}

/** In the page. */
async function statusOf(named) {
  const { core, platforms, unobserved, problems } = await window.kago?.getStatus?.() ?? {};
  return { core, missing: named.filter((word) => !platforms?.includes(word)), unobserved, problems };
}

test('the docs show tags', () => expect(shown.length).toBeGreaterThan(8));

for (const [i, { name, attributes }] of shown.entries()) {
  test(`tag ${i + 1}, of ${name}, comes to work`, async ({ page, site }) => {
    const said = [];
    page.on('console', (message) => said.push(message.text()));
    const data = filledIn(attributes, site.tagData);
    await page.goto(site.page('/shown', html(scriptTag(data, `/kago/${attributes.src.split('/').at(-1)}`))));
    const named = (data.platform ?? '').split(' ').filter((word) => word && word !== 'auto');
    await expect.poll(() => page.evaluate(statusOf, named)).toEqual({ core: 'ready', missing: [], unobserved: [], problems: [] });
    expect(said).toEqual([]);
  });
}
