// Every text file in git is as .editorconfig says, for whose editor doesn't read it.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

const isMarkdown = (path) => path.endsWith('.md');

const rules = [
  { title: 'ends with one line end', breaks: (text) => !/[^\n]\n$/.test(text) },
  { title: 'has no carriage return', breaks: (text) => text.includes('\r') },
  // Two spaces there are a line break, and PHP's own style is the tab.
  { title: 'has no space at the end of a line', breaks: (text) => /[ \t]$/m.test(text), spares: isMarkdown },
  { title: 'is indented by spaces', breaks: (text) => /^ *\t/m.test(text), spares: isMarkdown },
];

/** Paths of `files`, `{ path, text }` each, that break a rule. */
const brokenBy = ({ breaks, spares = () => false }, files) =>
  files.filter(({ path, text }) => !spares(path) && breaks(text)).map(({ path }) => path);

const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean)
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
  // A picture or a Wasm file has a NUL in it; an empty file has nothing to hold to.
  .filter(({ text }) => text !== '' && !text.includes('\0'));

const samples = ['a', 'a\n\n', 'a\r\n', 'a \n', '\ta\n'].map((text) => ({ path: JSON.stringify(text), text }));
const expected = [['"a"', '"a\\n\\n"'], ['"a\\r\\n"'], ['"a \\n"'], ['"\\ta\\n"']];

rules.forEach((rule, i) => {
  test(`each file in git ${rule.title}`, () => {
    assert.deepEqual(brokenBy(rule, samples), expected[i]);
    assert.deepEqual(brokenBy(rule, files), []);
  });
});
