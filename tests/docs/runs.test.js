// The docs' code does what it is there for: it fits the package's types, and what needs no browser and no shop runs in Node.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { loadCore } from 'kago/core';
import { faultsOfRequests, faultsOfSettings, schemaOfAnswer } from './support/collector.js';
import { pageOf, pages, parse } from './support/pages.js';
import { linesOf } from './support/shell.js';
import { faultsOfTypes, isTyped, runInNode } from './support/typed.js';

const blocks = pages.flatMap((page) => page.blocks).filter(isTyped);
const faults = faultsOfTypes(blocks);

for (const [i, { name }] of blocks.entries()) {
  test(`${name}: fits the types`, () => assert.deepEqual(faults[i], []));
}

/** A spec asks for Playwright's runner: tests/package/testing.test.js runs that one. The files of a shop's address aren't here. */
const isForNode = ({ text, takes }) => takes.length === 0 && !/import.*\btest\b|shopify\/web-pixels/.test(text);

for (const block of blocks.filter(isForNode)) {
  test(`${block.name}: runs in Node`, () => runInNode(block));
}

test('how many take something from around them is told', (t) => {
  const excerpts = blocks.filter(({ takes }) => takes.length > 0);
  t.diagnostic(`code blocks: ${blocks.length} fit the types, ${blocks.filter(isForNode).length} run in Node, ${excerpts.length} are excerpts`);
  const unused = excerpts.flatMap(({ name, takes, text }) => takes.filter((word) => !new RegExp(`\\b${word}\\b`).test(text)).map((word) => `${name}: ${word}`));
  assert.deepEqual(unused, []);
});

test("the README's collector judges an event of docs/events.md", async () => {
  const judge = pageOf('README.md').blocks.find(({ text }) => text.includes("'kago/core'"));
  const [event] = pageOf('docs/events.md').blocks.map(({ text }) => JSON.parse(text));
  const say = (given) => runInNode({ ...judge, text: `${judge.text}\nconsole.log(valid, violations.map(({ code }) => code).join());` }, { event: given });
  assert.equal(await say(event), 'true \n');
  assert.match(await say({ ...event, name: 'nonsense' }), /^false unknown_event/);
});

const jsonOf = (path) => pageOf(path).blocks.filter(({ language }) => language === 'json').map(({ text }) => text);

test('each event of docs/events.md is one to the core', async () => {
  const core = await loadCore();
  const events = jsonOf('docs/events.md');
  assert.equal(events.length, 8);
  assert.deepEqual(events.map((event) => core.validate(event)), events.map(() => ({ valid: true, violations: [] })));
});

test('the collector starts with the settings of docs/collector.md, and with no others', () => {
  const [settings] = jsonOf('docs/collector.md');
  assert.deepEqual(faultsOfSettings(settings), []);
  assert.match(faultsOfSettings(settings.replace('cartDays', 'cartDay'))[0], /cartDay/);
});

test('the collector answers as docs/delivery.md says', async () => {
  const isAnswer = new Ajv({ strict: false, validateFormats: false }).compile(await schemaOfAnswer());
  const [answer] = jsonOf('docs/delivery.md');
  assert.ok(isAnswer(JSON.parse(answer)), JSON.stringify(isAnswer.errors));
  assert.ok(!isAnswer(JSON.parse(answer.replace('refused', 'declined'))));
});

test('the collector has what the docs ask it for', async () => {
  const lines = pages.flatMap(({ blocks }) => blocks).filter(({ language }) => language === 'sh').flatMap(({ text }) => linesOf(text));
  assert.deepEqual(await faultsOfRequests(lines), []);
  assert.deepEqual(await faultsOfRequests(['curl http://127.0.0.1:8081/v1/qa/goods', 'curl http://127.0.0.1:8081/v1/figures -d 1']),
    ['the collector has no GET /v1/qa/goods', 'the collector has no POST /v1/figures']);
  assert.ok(lines.filter((line) => /curl/.test(line)).length > 5);
});

test('a wrong type, a name from nowhere, and another word for "with" are found', () => {
  const faultsIn = (lang, text) => faultsOfTypes(parse('docs/a.md', `\`\`\`${lang}\n${text}\n\`\`\``).blocks)[0];
  assert.match(faultsIn('js', "import { createKago } from 'kago';\ncreateKago({ collector: '/v1/events', writeKey: 7 });")[0], /^block-0\.tsx\(3,.*TS2322/);
  assert.match(faultsIn('js with cart', 'kago.cartUpdated(cart);')[0], /Cannot find name 'kago'/);
  assert.deepEqual(faultsIn('js with kago cart', 'kago.cartUpdated(cart);'), []);
  assert.match(faultsIn('ts with kago', 'kago.productViewed({ product_id: "1" });')[0], /product_name/);
  assert.throws(() => faultsIn('js takes cart', 'cart'), /a block is "js takes cart"/);
});
