// The demo shop's dictionaries: the same texts in each language, each with the same gaps, none missing and none too many.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { languages } from '../../demo-store/storefront/public/i18n/language.js';
import { products } from '../../demo-store/storefront/public/shop/products.js';

const storefront = fileURLToPath(new URL('../../demo-store/storefront/', import.meta.url));
const { en, ...others } = languages;

const gapsOf = (text) => (text.match(/\{\w+\}/g) ?? []).sort();
const sources = readdirSync(storefront, { recursive: true })
  .filter((name) => /\.(js|html)$/.test(name) && !name.includes('i18n/en') && !name.includes('i18n/ja'))
  .map((name) => readFileSync(join(storefront, name), 'utf8')).join('\n');

for (const [code, { texts }] of Object.entries(others)) {
  test(`the shop says everything in ${code} that it says in English, with the same gaps`, () => {
    assert.deepEqual(Object.keys(texts), Object.keys(en.texts));
    for (const [key, text] of Object.entries(texts)) {
      assert.notEqual(text.trim(), '', key);
      assert.deepEqual(gapsOf(text), gapsOf(en.texts[key]), key);
    }
  });
}

test('every text that a page asks for by its name is in the dictionary', () => {
  const asked = [...sources.matchAll(/\bt\('([\w.-]+)'|data-t(?:-label)?="([\w.-]+)"/g)].map(([, called, marked]) => called ?? marked);
  assert.ok(asked.length > 60);
  assert.deepEqual(asked.filter((key) => !(key in en.texts)), []);
  for (const { id, variants } of products) {
    for (const key of [`${id}.name`, `${id}.place`, `${id}.text`, ...variants.map((variant) => variant.id)]) assert.ok(key in en.texts, key);
  }
});

test('no text is in the dictionary for nothing', () => {
  const ofProducts = new Set(products.flatMap(({ id, variants }) => [`${id}.name`, `${id}.place`, `${id}.text`, ...variants.map((variant) => variant.id)]));
  /** Made of a state or of a page's name. */
  const isMade = (key) => /^(title|consent|order)\.[\w-]+$/.test(key);
  assert.deepEqual(Object.keys(en.texts).filter((key) => !ofProducts.has(key) && !isMade(key) && !sources.includes(key)), []);
});

test('what stands in a page as the server sends it means nothing to HTML', () => {
  const marked = [...sources.matchAll(/data-t(?:-label)?="([\w.-]+)"/g)].map(([, key]) => en.texts[key]);
  assert.deepEqual(marked.filter((text) => /[<>&"]/.test(text)), []);
});
