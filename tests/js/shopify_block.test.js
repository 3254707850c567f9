// The app embed block of the theme app extension (js/shopify/blocks/kago.liquid), rendered as Shopify
// renders it: {% schema %} is for the theme editor and leaves no trace in the page.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Liquid, TokenKind } from 'liquidjs';

const text = readFileSync(fileURLToPath(new URL('../../js/shopify/blocks/kago.liquid', import.meta.url)), 'utf8');
const schema = JSON.parse(text.match(/{% schema %}([^]*){% endschema %}/)[1]);

const engine = new Liquid({ strictFilters: true });
engine.registerTag('schema', {
  parse(_token, rest) {
    while (rest.length > 0) {
      const token = rest.shift();
      if (token.kind === TokenKind.Tag && token.name === 'endschema') return;
    }
    throw new Error('a schema without an end');
  },
  render: () => '',
});

const needed = { folder: 'https://files.example/kago', collector: 'https://collect.example/v1/events', write_key: 'pk_shop' };
const defaults = Object.fromEntries(schema.settings.filter((setting) => 'default' in setting).map((setting) => [setting.id, setting.default]));

function render(settings = {}, page = {}) {
  return engine.parseAndRenderSync(text, {
    block: { settings: { ...defaults, ...needed, ...settings } },
    cart: { currency: { iso_code: 'JPY' } },
    shop: { currency: 'EUR' },
    request: { design_mode: false },
    ...page,
  }).trim();
}

/** The attributes of the one tag, unescaped as a browser does it. */
function tagOf(html) {
  const [, attributes, rest] = html.match(/^<script\s([^>]*)><\/script>(.*)$/s) ?? assert.fail(`no tag: ${html}`);
  assert.equal(rest, '');
  const plain = (value) => value.replaceAll('&#34;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
  return Object.fromEntries([...attributes.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, name, value]) => [name, value === undefined ? true : plain(value)]));
}

test('the three settings that a shop has to fill in make the whole tag', () => {
  assert.deepEqual(tagOf(render()), {
    async: true,
    src: 'https://files.example/kago/kago.js',
    'data-platform': 'shopify',
    'data-collector': 'https://collect.example/v1/events',
    'data-write-key': 'pk_shop',
    'data-currency': 'JPY',
    'data-consent': 'platform',
  });
});

test('each further setting is the attribute of its name', () => {
  const tag = tagOf(render({ consent: 'unknown', pixel: true, url_parameters: ' utm_source utm_campaign ', braze: true, debug: true }));
  assert.equal(tag['data-consent'], 'unknown');
  assert.equal(tag['data-skip'], 'checkout_started');
  assert.equal(tag['data-url-parameters'], 'utm_source utm_campaign');
  assert.equal(tag['data-braze'], true);
  assert.equal(tag['data-debug'], true);
});

test('every attribute is one that the tag reads', () => {
  const options = readFileSync(fileURLToPath(new URL('../../js/src/api/options.ts', import.meta.url)), 'utf8');
  const [table] = /^const OPTIONS[^]*?^};/m.exec(options);
  const names = Object.keys(tagOf(render({ pixel: true, url_parameters: 'x', braze: true, debug: true })));
  for (const name of names.filter((one) => one.startsWith('data-'))) {
    const property = name.slice(5).replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
    assert.match(table, new RegExp(`^  ${property}: `, 'm'), name);
  }
});

test('a folder with a slash at its end, or blanks around it, is the same folder', () => {
  assert.equal(tagOf(render({ folder: ' https://files.example/kago/ ' })).src, 'https://files.example/kago/kago.js');
});

test('what a merchant types in stays within its attribute', () => {
  const evil = '"><script>alert(1)</script> & \'';
  const tag = tagOf(render({ write_key: evil, url_parameters: evil, consent: evil }));
  assert.equal(tag['data-write-key'], evil);
  assert.equal(tag['data-url-parameters'], evil);
  assert.equal(tag['data-consent'], evil);
});

test('a shop without a cart has its own currency', () => {
  assert.equal(tagOf(render({}, { cart: null }))['data-currency'], 'EUR');
});

test('without one of the three settings there is no tag, nor in the theme editor', () => {
  for (const id of Object.keys(needed)) assert.equal(render({ [id]: ' ' }), '');
  assert.equal(render({}, { request: { design_mode: true } }), '');
});

test('the one line for theme.liquid that the docs give makes the same tag', () => {
  const docs = readFileSync(fileURLToPath(new URL('../../docs/platforms/shopify-pixel.md', import.meta.url)), 'utf8');
  const [, line] = docs.match(/```liquid\n(.*)\n```/);
  const page = { cart: { currency: { iso_code: 'JPY' } }, request: { design_mode: false } };
  const { 'data-consent': consent, ...others } = tagOf(render({ pixel: true }));
  assert.equal(consent, 'platform'); // the default on Shopify
  assert.deepEqual(tagOf(engine.parseAndRenderSync(line, page)), others);
  assert.equal(engine.parseAndRenderSync(line, { ...page, request: { design_mode: true } }), '');
});

test('the schema is one of an app embed block, and the block reads each of its settings', () => {
  assert.equal(schema.target, 'head');
  assert.ok(schema.name.length <= 25);
  for (const setting of schema.settings) {
    assert.ok(['text', 'select', 'checkbox'].includes(setting.type), setting.id);
    assert.ok(setting.label.length > 0 && setting.default !== '', setting.id);
    assert.ok(text.includes(`block.settings.${setting.id} `), `${setting.id} is read nowhere`);
    if (setting.type === 'select') assert.ok(setting.options.some(({ value }) => value === setting.default), setting.id);
  }
  const read = new Set([...text.matchAll(/block\.settings\.(\w+)/g)].map(([, id]) => id));
  assert.deepEqual([...read].sort(), schema.settings.map(({ id }) => id).sort());
});
