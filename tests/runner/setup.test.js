// What the setup decides to install, and how it runs what installs.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runOnce } from '../../.ci/command.mjs';
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

const shell = (script, options = {}) => runOnce(['/bin/sh', '-c', script], { timeoutMs: 60_000, ...options });

test('a command that takes long is told of until it ends', async () => {
  const told = [];
  await shell('while read -r line; do :; done; sleep 0.3', { everyMs: 10, tell: (line) => told.push(line) });
  assert.match(told[0], /^ {2}\d+ s: \/bin\/sh -c /);
  const count = told.length;
  await shell('exit 0');
  assert.equal(told.length, count);
});

test('how a command ended is said in words', async () => {
  assert.deepEqual(await shell('echo out; echo err >&2'), { ok: true, end: 'ended with code 0', output: 'out\nerr\n' });
  assert.deepEqual(await shell('echo out; exit 3'), { ok: false, end: 'ended with code 3', output: 'out\n' });
  assert.equal((await shell('kill -KILL $$')).end, 'was ended by SIGKILL');
  assert.equal((await shell('sleep 60', { timeoutMs: 300 })).end, 'took longer than 0.005 minutes');
  assert.match((await runOnce(['kago-no-such-command'], {})).end, /^could not be run \(.*ENOENT/);
});
