// JavaScript and TypeScript hold to .oxlintrc.json: js/ with the types that `tsc` sees, the rest without.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const TYPED = ['--type-aware', '--tsconfig', 'js/tsconfig.json'];

/** What is found, a line each; empty: nothing. */
function findings(...words) {
  const { status, stdout, stderr } = spawnSync(join(root, 'node_modules/.bin/oxlint'), ['-c', '.oxlintrc.json', '--format', 'unix', ...words], { cwd: root, encoding: 'utf8' });
  assert.ok(status === 0 || stdout !== '', stderr);
  return status === 0 ? '' : stdout;
}

test('js/ has no finding, its types looked at', () => assert.equal(findings(...TYPED, 'js'), ''));

test('the demo store and the tests have none', () => assert.equal(findings('demo-store', 'tests', 'docs'), ''));

test('a promise that nobody waits for is found in js/, and an unused name anywhere', (t) => {
  const folder = mkdtempSync(join(root, 'js/src/lint-'));
  const outside = mkdtempSync(join(tmpdir(), 'kago-lint-'));
  t.after(() => [folder, outside].forEach((each) => rmSync(each, { recursive: true })));
  writeFileSync(join(folder, 'sample.ts'), 'export const sample = () => { Promise.resolve(1); };\n');
  writeFileSync(join(outside, 'sample.js'), 'const unused = 1;\n');
  assert.match(findings(...TYPED, folder), /no-floating-promises/);
  assert.match(findings(outside), /no-unused-vars/);
});
