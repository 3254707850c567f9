// The runner is what says "passed", so it is checked itself: with fake suites
// that crash, run nothing, hang or skip, in a temporary folder.

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { countExit, countGoogleTest, countPlaywright, countReport } from './counts.mjs';
import { closingLine } from './print.mjs';
import { runSuite } from './run_suite.mjs';
import { nodeTestCommand } from './suites.mjs';

const folder = mkdtempSync(join(tmpdir(), 'kago-runner-'));
const reporter = fileURLToPath(new URL('node_reporter.mjs', import.meta.url));
after(() => rmSync(folder, { recursive: true }));

const shell = (script) => ['/bin/sh', '-c', script];

async function run(suite) {
  const result = await runSuite(
    { name: 'fake', timeoutS: 60, ...suite },
    { root: folder, outFolder: folder },
  );
  const { passed, failed, skipped } = result;
  return { counts: [passed, failed, skipped], ...result };
}

/** A suite that writes `json` as its report and then runs `script`. */
function reporting(count, json, script = 'exit 0') {
  const write = (report) => shell(`printf %s '${JSON.stringify(json)}' > '${report}'; ${script}`);
  return run({ count, steps: (report) => [write(report)] });
}

/** A suite that runs `source` by `node --test`. */
function nodeTest(source) {
  const file = join(folder, 'fake.test.mjs');
  writeFileSync(file, `import { describe, test } from 'node:test';\n${source}`);
  return run({ count: countReport, steps: (report) => [nodeTestCommand(report, [file], reporter)] });
}

const googleTest = (...tests) => ({ testsuites: [{ testsuite: tests }] });
const ran = { status: 'RUN', result: 'COMPLETED' };

test('node: counts leaves, not groups', async () => {
  const { counts } = await nodeTest(`
    describe('group', () => { test('a', () => {}); test('b', () => {}); });
    test('parent', async (t) => { await t.test('c', () => {}); });`);
  assert.deepEqual(counts, [3, 0, 0]);
});

test('node: a failing test counts once, a skipped one is not passed', async () => {
  const { counts, output } = await nodeTest(`
    describe('group', () => { test('a', () => { throw new Error('broken'); }); });
    test.skip('b', () => {});
    test.todo('c');
    test('d', () => {});`);
  assert.deepEqual(counts, [1, 1, 2]);
  assert.match(output, /broken/);
});

test('node: a group that fails by itself counts', async () => {
  const { counts } = await nodeTest(
    `test('parent', async (t) => { await t.test('a', () => {}); throw new Error('x'); });`,
  );
  assert.deepEqual(counts, [1, 1, 0]);
});

test('node: a file cut short by process.exit(0) fails', async () => {
  const { counts, problems } = await nodeTest(`test('a', () => process.exit(0));`);
  assert.deepEqual(counts, [0, 1, 0]);
  assert.match(problems[0], /ran no test/);
});

test('core: counts passed, failed, skipped and disabled tests', async () => {
  const json = googleTest(
    ran,
    { ...ran, failures: [{}] },
    { status: 'RUN', result: 'SKIPPED' },
    { status: 'NOTRUN', result: 'SUPPRESSED' },
  );
  assert.deepEqual((await reporting(countGoogleTest, json, 'exit 1')).counts, [1, 1, 2]);
});

test('core: a leak found after the report was written fails the suite', async () => {
  const { counts, problems } = await reporting(countGoogleTest, googleTest(ran), 'exit 23');
  assert.deepEqual(counts, [1, 1, 0]);
  assert.match(problems[0], /ended with code 23/);
});

test('browser: a flaky test has failed', async () => {
  const stats = { expected: 4, unexpected: 1, flaky: 2, skipped: 3 };
  assert.deepEqual((await reporting(countPlaywright, { stats }, 'exit 1')).counts, [4, 3, 3]);
});

test('a suite without a test that ran fails', async () => {
  for (const json of [googleTest(), googleTest({ status: 'NOTRUN' })]) {
    const { failed, problems } = await reporting(countGoogleTest, json);
    assert.equal(failed, 1);
    assert.deepEqual(problems, ['ran no test']);
  }
  assert.deepEqual((await run({ count: countReport, steps: () => [] })).counts, [0, 1, 0]);
});

test('a crash fails the suite, and an older report does not hide it', async () => {
  await reporting(countGoogleTest, googleTest(ran));
  const crash = await run({ count: countGoogleTest, steps: () => [shell('kill -SEGV $$')] });
  assert.deepEqual(crash.counts, [0, 1, 0]);
  assert.match(crash.problems[0], /SIGSEGV/);
});

test('a failing step ends the suite', async () => {
  const steps = () => [shell('echo broken; exit 3'), shell('echo not reached')];
  const { counts, problems, output } = await run({ count: countExit, steps });
  assert.deepEqual(counts, [0, 1, 0]);
  assert.match(problems[0], /ended with code 3/);
  assert.equal(output, 'broken\n');
});

test('a command that is not installed fails the suite', async () => {
  const { problems } = await run({ count: countExit, steps: () => [['kago-no-such-command']] });
  assert.match(problems[0], /ENOENT/);
});

test('a suite past its time limit is stopped with its children', async () => {
  const mark = join(folder, 'late');
  const steps = () => [shell(`(sleep 0.8; echo late > '${mark}') & wait`)];
  const { counts, problems } = await run({ count: countExit, timeoutS: 0.3, steps });
  assert.deepEqual(counts, [0, 1, 0]);
  assert.match(problems[0], /time limit/);
  await sleep(1_000);
  assert.equal(existsSync(mark), false);
});

test('the closing line names skipped tests only when there are any', () => {
  const result = { passed: 2, failed: 1, skipped: 0 };
  assert.equal(closingLine([result, result]), '4 passed, 2 failed');
  assert.equal(closingLine([{ ...result, skipped: 3 }]), '2 passed, 1 failed, 3 skipped');
});
