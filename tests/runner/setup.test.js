// What the setup decides to install.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { missingPackages } from '../../.ci/debian.mjs';
import { lockFits } from '../../.ci/npm_packages.mjs';

const lock = (packages) => ({ packages });
const one = { version: '1.0.0', integrity: 'sha512-a' };
const wanted = lock({
  '': {},
  'node_modules/a': one,
  'node_modules/b': { ...one, optional: true },
});

test('a package is missing unless dpkg has it installed in full', () => {
  const names = ['cmake', 'brotli', 'g++', 'emscripten'].map((name) => ({ name }));
  const query = [
    'cmake install ok installed',
    'brotli deinstall ok config-files',
    'g++ unknown ok not-installed',
  ].join('\n');
  assert.deepEqual(missingPackages(query, names), ['brotli', 'g++', 'emscripten']);
});

test('npm packages fit without an optional one', () => {
  assert.equal(lockFits(wanted, lock({ 'node_modules/a': one })), true);
});

test('npm packages do not fit when one is absent, another version or too many', () => {
  assert.equal(lockFits(wanted, null), false);
  assert.equal(lockFits(wanted, lock({})), false);
  assert.equal(lockFits(wanted, lock({ 'node_modules/a': { ...one, version: '2.0.0' } })), false);
  assert.equal(lockFits(wanted, lock({ 'node_modules/a': one, 'node_modules/c': one })), false);
});
