// Our list of features that Chromium is to go without takes the place of Playwright's: it has to hold that.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { disabledFeatures } from '../browser/support/chromium.js';

test('what Playwright switches off in Chromium is switched off', () => {
  const bundle = readFileSync(new URL('../../node_modules/playwright-core/lib/coreBundle.js', import.meta.url), 'utf8');
  const [, list] = /\bdisabledFeatures = \[([^\]]*)\]/.exec(bundle);
  const playwrights = [...list.matchAll(/^\s*"(\w+)"/gm)].map(([, name]) => name);
  assert.ok(playwrights.length > 10);
  assert.deepEqual(playwrights.filter((name) => !disabledFeatures.includes(name)), []);
});
