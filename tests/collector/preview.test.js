// A marketer's message, rendered for a real cart.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { cartUpdated, startCollector } from './support.js';

const tokens = [{ token: 't', shop: 'shop', scopes: ['read_carts'] }, { token: 'south', shop: 'south', scopes: ['read_carts'] }, { token: 'poor', shop: 'shop', scopes: [] }, { token: 'knows', shop: 'shop', scopes: ['read_carts', 'read_customers'] }];
/** As the seed has it, in today's words and in those of 2025. */
const TEMPLATE = `{% shopping_cart {{context.\${cart_id}}} %}{% for item in shopping_cart.products %}{% catalog_items shop {{item.variant_id}} %}
{{item.quantity}} x {{items[0].name}}, {{item.price}}{% endfor %}
{{shopping_cart.total_value}} {{shopping_cart.currency}}`;
const TEXT = '\n2 x Mug, 20\n43.5 EUR';

async function openShop(t) {
  const collector = await startCollector(t, { tokens });
  await collector.post([cartUpdated({}, { metadata: { cart_url: 'https://shop.example/cart' } })]);
  const preview = async (template, more = {}, token = 't') => {
    const answer = await fetch(`${collector.url}/v1/preview`, {
      method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ template, cart_id: 'c1', ...more }) });
    return { status: answer.status, ...await answer.json() };
  };
  const order = () => collector.post([{ ...cartUpdated({ event_id: randomUUID(), time: '2026-11-22T10:00:00Z' }, { order_id: 'o' }), name: 'ecommerce.order_placed' }]);
  return { ...collector, preview, order };
}

test('a template of the seed shows the cart, in both of its spellings', async (t) => {
  const shop = await openShop(t);
  assert.deepEqual(await shop.preview(TEMPLATE), { status: 200, text: TEXT, aborted: null });
  assert.deepEqual(await shop.preview(TEMPLATE.replace('context.', 'context_properties.')), { status: 200, text: TEXT, aborted: null });
});

test('the event\'s metadata and what the marketer passes are there', async (t) => {
  const shop = await openShop(t);
  assert.equal((await shop.preview('{{context.${metadata}.cart_url}} {{context.${name}}}', { context: { name: 'Hana' } })).text, 'https://shop.example/cart Hana');
});

test('Braze\'s default attributes are those of the cart\'s owner for who may know them, and those that the marketer passes', async (t) => {
  const shop = await openShop(t);
  await shop.post([cartUpdated({ user_id: 'ann' }, { cart_id: 'of ann' }), { ...cartUpdated({ user_id: 'ann' }), name: 'kago.customer_identified', properties: { email: 'ann@shop.example', first_name: 'Ann', phone: '+4312345' } }]);
  const template = "{{${first_name}}} {{ ${last_name} | default: 'you' }} {{${email_address}}} {{${phone_number}}} {% if ${user_id} == 'ann' %}{{${user_id}}}{% endif %}";
  const texts = async (...given) => (await shop.preview(template, ...given)).text;
  assert.equal(await texts({ cart_id: 'of ann' }, 'knows'), 'Ann you ann@shop.example +4312345 ann');
  assert.equal(await texts({ cart_id: 'of ann', context: { first_name: 'Hana', last_name: 'M' } }, 'knows'), 'Hana M ann@shop.example +4312345 ann');
  assert.equal(await texts({ cart_id: 'of ann' }), ' you   ');
  assert.equal(await texts({ context: { first_name: 'Hana', email_address: 'h@shop.example' } }), 'Hana you h@shop.example  ');
  assert.equal(await texts({ cart_id: 'nobody\'s' }, 'knows'), ' you   ');
  assert.equal((await shop.preview('{{custom_attribute.${colour} | default: "red"}} {{${no such}}}')).text, 'red ');
});

test('a template that aborts says why', async (t) => {
  const shop = await openShop(t);
  for (const [template, aborted] of [["{% abort_message('no address') %}", 'no address'], ['{%- abort_message("it\'s over") -%}', "it's over"], ['{% abort_message() %}', /without a reason/], ['{% abort_message %}', /without a reason/],
    ["{% if ${email_address} == blank %}{% abort_message('of {{context.${cart_id}}}') %}{% endif %}x", 'of c1']]) {
    const answer = await shop.preview(template);
    assert.deepEqual([answer.status, answer.text], [200, null], template);
    assert.match(answer.aborted, aborted instanceof RegExp ? aborted : new RegExp(`^${aborted}$`));
  }
  assert.equal((await shop.preview("{% if false %}{% abort_message('x') %}{% endif %}y")).text, 'y');
});

for (const [template, text] of [
  ['Cost US.${context.x} ${first_name} context_properties', 'Cost US.${context.x} ${first_name} context_properties'],
  ['{% raw %}{{context.${x}}} {{${y}}}{% endraw %}{{context.${cart_id}}}', '{{context.${x}}} {{${y}}}c1'],
  ['{%- raw -%}{{ ${x} }}{% endraw %} $ {{ ${x} | default: "context_properties.${x} }}" }}', '{{ ${x} }} $ context_properties.${x} }}'],
  ["{{ 'US.${x}' }}{% assign a = \"${y}\" %}{{ a }}", 'US.${x}${y}'],
  ["it's {{context.${ cart_id }}}, it's {{context_properties.${cart_id}}}", "it's c1, it's c1"],
  ['{{context.${a b}}}{{context["cart_id"]}}', 'c1'],
  ['{{cartOf}}{{cartOf | json}}{{environments}}{{render}}{{braze_attributes.constructor}}x', 'x'],
  ['{% for i in (1..3) %}{{cartOf}}{% endfor %}{% shopping_cart {{context.${cart_id}}} %}{{shopping_cart.total_value}}', '43.5'],
]) {
  test(`only what is a name in a tag is one, and none is the collector's own: ${template}`, async (t) => {
    const shop = await openShop(t);
    assert.deepEqual(await shop.preview(template), { status: 200, text, aborted: null });
    assert.deepEqual(await shop.preview(TEMPLATE), { status: 200, text: TEXT, aborted: null });
  });
}

test('a message about a cart that was bought is not sent, unless it says so itself', async (t) => {
  const shop = await openShop(t);
  await shop.order();
  const { text, aborted } = await shop.preview(TEMPLATE);
  assert.equal(text, null);
  assert.match(aborted, /"c1" is not abandoned/);
  assert.equal((await shop.preview(TEMPLATE.replace('}}} %}', '}}} :abort_if_not_abandoned false %}'))).aborted, null);
});

test('a cart that nobody knows, or another shop\'s, shows nothing', async (t) => {
  const shop = await openShop(t);
  assert.match((await shop.preview(TEMPLATE, { cart_id: 'c9' })).aborted, /no cart "c9"/);
  assert.match((await shop.preview(TEMPLATE, {}, 'south')).aborted, /no cart "c1"/);
  assert.equal((await shop.preview('{{context.${total_value}}}', {}, 'south')).text, '');
});

test('what is wrong with a template is told with its place; one without end is stopped', async (t) => {
  const shop = await openShop(t);
  const broken = await shop.preview('a\n{% for x in %}');
  assert.deepEqual([broken.status, broken.code], [400, 'invalid_template']);
  assert.match(broken.error, /line:2/);
  assert.equal((await shop.preview('{% for a in (1..100000) %}{% for b in (1..100000) %}x{% endfor %}{% endfor %}')).code, 'invalid_template');
  assert.equal((await shop.preview('{{ "x".constructor }}{{ context.__proto__ }}')).text, '');
  assert.equal((await shop.preview('{% include "../../package.json" %}')).status, 400);
});

const DOUBLED = (text, times) => `{% assign a = "${text}" %}{% for i in (1..${times}) %}{% assign a = a | append: a %}{% endfor %}`;
for (const [what, template] of [
  ['a loop over a hundred million', '{% for i in (1..100000000) %}{% endfor %}'],
  ['loops in loops', '{% for a in (1..900000) %}{% for b in (1..900000) %}{% endfor %}{% endfor %}'],
  ['a text that doubles', `${DOUBLED('xxxxxxxxxx', 40)}{{ a }}`],
  ['a message of half a gigabyte', `{% for i in (1..10000) %}${'x'.repeat(50_000)}{% endfor %}`],
  ['half a gigabyte for an id', `{% capture a %}{% for i in (1..10000) %}${'x'.repeat(50_000)}{% endfor %}{% endcapture %}{% shopping_cart {{ a }} %}`],
  ['blanks in a tag', `{% shopping_cart a${' '.repeat(90_000)}b %}`],
  ['much of everything', `{% for i in (1..900000) %}{{ i }}0123456789{% endfor %}`.repeat(20)],
]) {
  test(`a template with ${what} is stopped, holds nobody up meanwhile, and the next one is rendered`, async (t) => {
    const shop = await openShop(t);
    // The thread has begun.
    await shop.preview('x');
    const answers = [];
    const preview = shop.preview(template).then((answer) => { answers.push('preview'); return answer; });
    const posts = Promise.all(Array.from({ length: 5 }, () => shop.post([cartUpdated({ event_id: randomUUID() })]).then(() => answers.push('post'))));
    const { status, code, text, aborted } = await preview;
    assert.ok(status === 400 ? code === 'invalid_template' : text === null && aborted, String(text).slice(0, 100));
    assert.ok(String(aborted).length < 500);
    await posts;
    // The others are refused at once.
    if (what.startsWith('blanks')) assert.equal(answers[0], 'post');
    assert.deepEqual(await shop.preview(TEMPLATE), { status: 200, text: TEXT, aborted: null });
  });
}

test('who ends the process for templates costs nobody a preview, and it ends with the collector', async (t) => {
  const shop = await openShop(t);
  const isOurs = (pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('rendering-process');
    } catch {
      return false;
    }
  };
  const children = () => readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number).filter(isOurs);
  assert.equal((await shop.preview('x')).text, 'x');
  const [pid] = children();
  process.kill(pid, 'SIGKILL');
  while (children().includes(pid)) await new Promise(setImmediate);
  assert.equal((await shop.preview('x')).text, 'x');
  const [next] = children();
  assert.equal(readFileSync(`/proc/${next}/environ`, 'utf8').includes('PATH'), false, 'it knows nothing of the environment');
  await shop.app.close();
  while (children().length > 0) await new Promise(setImmediate);
});

test('previews wait for each other, not for ever, and a token has so many of them', async (t) => {
  const shop = await openShop(t);
  const together = await Promise.all(Array.from({ length: 15 }, (_, i) => shop.preview(`{% shopping_cart {{context.\${cart_id}}} %}${i}`)));
  assert.deepEqual(together.map(({ text }) => text), together.map((_, i) => String(i)));
  const answers = [];
  for (let i = 0; i < 60 && answers.at(-1)?.status !== 429; i++) answers.push(await shop.preview('x'));
  assert.deepEqual([answers.at(-1).code, answers[0].status], ['rate_limited', 200]);
  assert.equal((await shop.preview('x', {}, 'south')).status, 200);
});

test('only a token with the scope may, and the body is checked', async (t) => {
  const shop = await openShop(t);
  assert.deepEqual([(await shop.preview('a', {}, 'poor')).status, (await shop.preview('a', {}, 'wrong')).status], [403, 401]);
  assert.equal((await shop.preview({})).status, 400);
  assert.equal((await shop.preview('a', { cart_id: '' })).status, 400);
});

test('a template reads no file of the collector\'s machine', async (t) => {
  const shop = await openShop(t);
  for (const name of ['package.json', './package.json', '/etc/hostname', '/proc/self/environ', 'node_modules/fastify/package.json', '../package.json']) {
    for (const tag of [`{% include "${name}" %}`, `{% render "${name}" %}`, `{% layout "${name}" %}`, `{% include name %}`]) {
      const answer = await shop.preview(tag, { context: { name } });
      assert.deepEqual([answer.status, answer.text ?? ''], [400, ''], `${tag} ${name}`);
      assert.match(answer.error, /ENOENT|undefined|illegal/i);
    }
  }
});
