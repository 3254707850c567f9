// Whatever name stands in a platform's mapping (core/platform/) is one that its selections let through, a
// field of Kago's own events, or one of the words below: so a member that is read without being selected is
// found even where no fixture comes by. What is selected but not read: core/platform/selections_test.cc.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path) => readFileSync(`${root}/${path}`, 'utf8');

/** Each platform's mapping, and the words in it that are neither selected nor fields of an event. */
const MAPPINGS = {
  adobe: { files: ['adobe.cc'], words: ['grand_total', 'exact_quantity'] },
  bigcommerce: { files: ['bigcommerce.cc'], words: ['kago_total_from'] },
  ga4: { files: ['ga4.cc', 'ga4_item.cc', 'ga4_mirror.cc', 'ga4_total.cc', 'ga4_universal.cc'],
    words: [
      'view_item', 'view_cart', 'add_to_cart', 'remove_from_cart', 'begin_checkout', 'total', 'changed_at', 'notes', 'o', 'r', 'x', 'EUR', 'USD', 'CAD', 'net', 'gross', 'Refund',
    ] },
  html: { files: ['html.cc'], words: [] },
  shopify: { files: ['shopify.cc', 'shopify_cart.cc', 'shopify_product.cc'], words: [] },
  'shopify-pixel': { files: ['shopify_pixel.cc'],
    words: [
      'product_viewed', 'cart_viewed', 'checkout_started', 'checkout_completed', 'DISCOUNT_CODE', 'fixed_amount', 'market_handle',
      'payment_gateway_names',
    ] },
  woocommerce: { files: ['woocommerce.cc'], words: [] },
};

const table = read('core/platform/selections.h');
const fragments = new Map(Array.from(table.matchAll(/\{"([A-Z]\w+)",\s*((?:"[^"]*"\s*)+)\}/g), ([, name, members]) => [name, textOf(members)]));
const selections = Array.from(table.matchAll(/\{"([a-z0-9-]+)", "(\w+)",\s*((?:"[^"]*"\s*)+)(?:, false)?\}/g), ([, from, what, members]) => ({ from, what, members: textOf(members) }));

function textOf(literals) {
  return Array.from(literals.matchAll(/"([^"]*)"/g), ([, text]) => text).join('');
}

function membersOf(text) {
  return text.split(/[\s{}]+/).filter(Boolean).flatMap((word) => (word.startsWith('...') ? membersOf(fragments.get(word.slice(3))) : [word]));
}

const fields = new Set(Array.from(read('core/event/event_table.cc').matchAll(/"(\w+)"/g), ([, name]) => name));

test('the table of selections is read here as the core reads it', () => {
  assert.ok(fragments.size > 10 && selections.length > 20);
  for (const { members } of selections) assert.ok(membersOf(members).length > 0);
});

for (const [platform, { files, words }] of Object.entries(MAPPINGS)) {
  test(`${platform}: every name in its mapping is one that a page hands over`, () => {
    const own = selections.filter(({ from }) => from === platform);
    const known = new Set([...own.flatMap(({ what, members }) => [what, ...membersOf(members)]), ...fields, ...words]);
    const unknown = new Set();
    for (const file of files) {
      const code = read(`core/platform/${file}`).replace(/^\s*(\/\/|#include).*$/gm, '');
      for (const [, literal] of code.matchAll(/"(?!ecommerce\.|kago\.|\d)((?:\w+\.)*\w+)"/g)) {
        for (const name of literal.split('.')) if (!known.has(name)) unknown.add(name);
      }
    }
    assert.deepEqual([...unknown].sort(), [], 'a page does not hand these over (core/platform/selections.h)');
  });
}
