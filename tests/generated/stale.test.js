// What is generated from the core's tables is what the tool makes of them now.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const fresh = mkdtempSync(join(tmpdir(), 'kago-generated-'));
after(() => rmSync(fresh, { recursive: true, force: true }));
execFileSync(join(root, 'build/release/kago_generate'), [fresh]);

const read = (...path) => readFileSync(join(...path), 'utf8');

function assertFresh(text, name, what) {
  assert.ok(text === read(fresh, name), `${what} is stale: npm run build, then commit what changed`);
}

test('dist/schema holds the schemas of today and no others', () => {
  const names = readdirSync(join(fresh, 'schema')).sort();
  assert.ok(names.length > 0);
  assert.deepEqual(readdirSync(join(root, 'dist/schema')).sort(), names);
  for (const name of names) assertFresh(read(root, 'dist/schema', name), join('schema', name), name);
});

for (const [name, what] of [['events.ts', 'the types of the events'], ['selections.ts', 'what observers hand over']]) {
  test(`${what}: those of today`, () => {
    assertFresh(read(root, 'js/src/generated', name), name, `js/src/generated/${name}`);
  });
}

test('the inspector has the words of today for each code', () => {
  assertFresh(read(root, 'demo-store/collector/core/codes.json'), 'codes.json', 'demo-store/collector/core/codes.json');
});

test('docs/events.md is the page of today', () => {
  assertFresh(read(root, 'docs/events.md'), 'events.md', 'docs/events.md');
});

// The build has just written the page, so only git can tell what people read on the repository's
// page. `safe.directory`: a checkout may belong to another user than the one who tests.
test('docs/events.md in git is the page of today', { skip: !existsSync(join(root, '.git')) && 'no git checkout' }, () => {
  const args = ['-c', 'safe.directory=*', 'show', ':docs/events.md'];
  const staged = execFileSync('git', args, { cwd: root, encoding: 'utf8' });
  assertFresh(staged, 'events.md', 'docs/events.md in git');
});
