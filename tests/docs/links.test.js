// A link within the repository leads to a file that is there, and to a heading in it; so does a path that
// CONTRIBUTING.md names.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { test } from 'node:test';
import { isThere, pageOf, pages, parse, root } from './support/pages.js';

const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** What is wrong with a link, '' if nothing is. */
function faultOf(page, link) {
  if (/^[a-z][a-z+.-]*:/i.test(link)) return '';
  const [file, anchor] = link.split('#');
  const path = file === '' ? page.path : posix.join(posix.dirname(page.path), decodeURI(file));
  if (!isThere(path)) return `${link}: there is no ${path}`;
  if (anchor === undefined) return '';
  const { anchors } = path === page.path ? page : pageOf(path);
  return anchors.has(anchor) ? '' : `${link}: no heading of ${path} has that anchor`;
}

const faultsIn = (page) => page.links.map((link) => faultOf(page, link)).filter(Boolean);

for (const page of pages) {
  test(`${page.path}: each link within the repository leads somewhere`, () => assert.deepEqual(faultsIn(page), []));
}

test('a link to a missing file or heading is found, also one within the page', () => {
  const page = parse('docs/events.md', '# Its `name`, said *twice*\n[a](events.md) [b](gone.md) [c](../README.md#none) [d](#its-name-said-twice) [e](#gone)');
  assert.deepEqual(faultsIn(page).map((fault) => fault.split(':')[0]), ['gone.md', '../README.md#none', '#gone']);
});

/** The folders of a row of its table stand in the one that the row begins with. */
function isNamed(path, line) {
  const [, folder = ''] = /^\| `([^`]+)`/.exec(line) ?? [];
  return isThere(path) || isThere(posix.join(folder, path)) || path.replace(/^kago/, '.') in exports;
}

test('CONTRIBUTING.md names no path that is not there', () => {
  const paths = pageOf('CONTRIBUTING.md').text.split('\n').flatMap((line) =>
    Array.from(line.matchAll(/`([\w.-]*\/[\w./-]*)`/g), ([, path]) => ({ path, line })));
  assert.ok(paths.length > 50);
  assert.deepEqual(paths.filter(({ path, line }) => !isNamed(path, line)).map(({ path }) => path), []);
});
