// The runner is what says "passed", so it is checked itself: with fake suites
// that crash, run nothing, hang or skip, in a temporary folder.

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { countExit, countGoogleTest, countPlaywright, countReport, specsOfPlaywright } from './counts.mjs';
import { Heartbeat } from './heartbeat.mjs';
import { closingLine, failedTails, specTable } from './print.mjs';
import { runSuite } from './run_suite.mjs';
import { findSuites, lanesOf, nodeTestCommand } from './suites.mjs';

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

test('a suite past its time limit is stopped with its children', { timeout: 60_000 }, async () => {
  const child = join(folder, 'child.pid');
  const steps = () => [shell(`sleep 600 & echo $! > '${child}'; wait`)];
  const { counts, problems } = await run({ count: countExit, timeoutS: 2, steps });
  assert.deepEqual(counts, [0, 1, 0]);
  assert.match(problems[0], /time limit/);
  const stat = `/proc/${Number(readFileSync(child, 'utf8'))}/stat`;
  while (existsSync(stat)) await sleep(20);
});

test('the closing line names skipped tests only when there are any', () => {
  const result = { passed: 2, failed: 1, skipped: 0 };
  assert.equal(closingLine([result, result]), '4 passed, 2 failed');
  assert.equal(closingLine([{ ...result, skipped: 3 }]), '2 passed, 1 failed, 3 skipped');
});

const spec = (...durations) => ({ tests: [{ results: durations.map((duration) => ({ duration })) }] });

test('what failed is said again at the end, the last lines only', () => {
  const output = Array.from({ length: 200 }, (_, line) => `line ${line}`).join('\n');
  const result = { name: 'browser', failed: 1, output, problems: ['1 flaky'] };
  const tail = failedTails([{ ...result, name: 'core', failed: 0 }, result]).split('\n');
  assert.deepEqual([tail[0], tail[1], ...tail.slice(-2)], ['browser failed:', 'line 140', 'line 199', '1 flaky']);
});

test('browser: each spec has its tests, its seconds and its longest test', async () => {
  const suites = [
    { file: 'a.spec.js', specs: [spec(1_500)], suites: [{ specs: [spec(500, 2_000)] }] },
    { file: 'none.spec.js' },
  ];
  const stats = { expected: 2, unexpected: 0, flaky: 0, skipped: 0 };
  const write = (report) => shell(`printf %s '${JSON.stringify({ stats, suites })}' > '${report}'`);
  const result = await run({ count: countPlaywright, specs: specsOfPlaywright, steps: (report) => [write(report)] });
  assert.deepEqual(result.specs, [
    { file: 'a.spec.js', tests: 2, seconds: 4, longest: 2.5 },
    { file: 'none.spec.js', tests: 0, seconds: 0, longest: 0 },
  ]);
  assert.deepEqual(specTable([result]).split('\n').map((line) => line.split(/ +/)), [
    ['spec', 'tests', 'seconds', 'longest'],
    ['a.spec.js', '2', '4.0', '2.5'],
    ['none.spec.js', '0', '0.0', '0.0'],
  ]);
});

test('a suite that wrote no report has no specs, and there is no table of them', async () => {
  const result = await run({ count: countPlaywright, specs: specsOfPlaywright, steps: () => [shell('exit 1')] });
  assert.deepEqual(result.specs, []);
  assert.equal(specTable([result]), '');
});

test('every suite runs once: the browsers beside the others', () => {
  const suites = findSuites(fileURLToPath(new URL('../..', import.meta.url)));
  const [apart, others] = lanesOf(suites);
  assert.deepEqual(apart.map(({ name }) => name), ['browser', 'engines', 'crash', 'frameworks']);
  assert.deepEqual([...others, ...apart], suites);
});

test('what runs is told again and again, with the last line of its log, and not once it has ended', async () => {
  const log = join(folder, 'long.log');
  writeFileSync(log, `${'x'.repeat(10_000)}\n[1/9] first\n[2/9] second\n\n`);
  const told = [];
  const heard = () => new Promise((resolve) => { onTold = resolve; });
  let onTold;
  const heartbeat = new Heartbeat((line) => { told.push(line); onTold?.(); }, 1);
  heartbeat.begin('core', log);
  heartbeat.begin('fuzz', join(folder, 'not-there.log'));
  await heard();
  await heard();
  heartbeat.stop();
  assert.match(told[0], /^ {2}core, \d+ s: \[2\/9\] second$/);
  assert.match(told[1], /^ {2}fuzz, \d+ s: no word yet$/);

  const quiet = [];
  const other = new Heartbeat((line) => quiet.push(line), 1);
  other.begin('core', log);
  other.end('core');
  other.begin('size', log);
  while (quiet.length === 0) await sleep(5);
  other.stop();
  assert.match(quiet[0], /^ {2}size/);
});

test('no browser test waits for a promise that Playwright takes for the answer: support/expect.js has `until`', () => {
  const tests = fileURLToPath(new URL('..', import.meta.url));
  const files = ['browser', 'engines'].flatMap((suite) => readdirSync(join(tests, suite), { recursive: true }).map((name) => join(tests, suite, name)));
  const waiting = files.filter((file) => file.endsWith('.js') && /waitForFunction\(\s*async/.test(readFileSync(file, 'utf8')));
  assert.deepEqual(waiting, []);
});
