// Each block of code in the docs, by its language: it can be read, and what it names of Kago is there.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHECKS, IN_PART } from './support/checks.js';
import { pageOf, pages } from './support/pages.js';
import { faultsOfCommand, suites } from './support/shell.js';

const blocks = pages.flatMap((page) => page.blocks);

for (const { name, language, text } of blocks) {
  const check = CHECKS[language] ?? IN_PART[language];
  if (check) test(name, async () => assert.deepEqual(await check(text), []));
}

test('most blocks are checked, and those that are not are told', (t) => {
  const languages = [...new Set(blocks.map(({ language }) => language))].sort();
  const countOf = (name) => blocks.filter(({ language }) => language === name).length;
  const told = (names) => names.map((name) => `${countOf(name)} ${name || 'of no language'}`).join(', ');
  t.diagnostic(`code blocks: ${told(languages.filter((language) => language in CHECKS))}`);
  t.diagnostic(`code blocks of which only the tag is checked: ${told(languages.filter((language) => language in IN_PART))}`);
  const unchecked = languages.filter((language) => !(language in CHECKS) && !(language in IN_PART));
  t.diagnostic(`code blocks that nothing checks: ${told(unchecked)}`);
  assert.deepEqual(unchecked.filter(Boolean), [], 'a language that nothing checks: add it to CHECKS');
});

for (const page of pages) {
  test(`${page.path}: each command in a sentence is one that there is`, () => assert.deepEqual(page.codes.flatMap(faultsOfCommand), []));
}

test('the README names every suite that npm test runs', () => {
  const [, names] = /# one suite: (.*)/.exec(pageOf('README.md').text);
  const there = suites.filter(({ onRequest }) => !onRequest).map(({ name }) => name);
  assert.deepEqual(names.split(', ').sort(), there.sort());
});
