// Each of Kago's tags that the docs show, on a page: it comes to work, observes what it names, and has nothing to complain of.

import { kagosTagsIn } from '../docs/support/markup.js';
import { pages } from '../docs/support/pages.js';
import { expect, test, until } from './support/fixtures.js';
import { html, scriptTag } from './support/site.js';

const MARKUP = ['html', 'liquid', 'php'];
const shown = pages.flatMap(({ blocks }) => blocks).filter(({ language }) => MARKUP.includes(language))
  .flatMap(({ name, text }) => kagosTagsIn(text).map((attributes) => ({ name, attributes: Object.fromEntries(attributes) })));

/** What a template fills in, and where events go. */
function filledIn(attributes, tagData) {
  const data = Object.entries(attributes).filter(([name]) => name.startsWith('data-')).map(([name, value]) => [name.slice(5), value.replace(/{{.*}}/, 'EUR')]);
  return { ...Object.fromEntries(data), collector: tagData.collector, 'write-key': tagData['write-key'] };
}

test('the docs show tags', () => expect(shown.length).toBeGreaterThan(8));

for (const [i, { name, attributes }] of shown.entries()) {
  test(`tag ${i + 1}, of ${name}, comes to work`, async ({ page, site }) => {
    const said = [];
    page.on('console', (message) => said.push(message.text()));
    const data = filledIn(attributes, site.tagData);
    await page.goto(site.page('/shown', html(scriptTag(data, `/kago/${attributes.src.split('/').at(-1)}`))));
    await until(page, async () => (await window.kago?.getStatus?.())?.core === 'ready');
    const { platforms, unobserved, problems } = await page.evaluate(() => kago.getStatus());
    const named = (data.platform ?? '').split(' ').filter((word) => word && word !== 'auto');
    expect({ platforms: named.filter((word) => !platforms.includes(word)), unobserved, problems, said }).toEqual({ platforms: [], unobserved: [], problems: [], said: [] });
  });
}
