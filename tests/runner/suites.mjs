// The table of suites: what `npm test` runs, in this order, and how the tests of
// each are counted. A suite has `steps(report)`, commands run until one fails;
// the last of them writes its results to the file `report`. The time limits are for
// what hangs: no machine is so slow, or so busy, that it should meet one. What computes all the time is
// `nice` to the browser's tests beside it, whose pages wait for an answer.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { countExit, countGoogleTest, countPlaywright, countReport, specsOfPlaywright } from './counts.mjs';

const node = process.execPath;
// A path, not npx: that would ask the network for a package that isn't installed.
const playwrightCli = 'node_modules/@playwright/test/cli.js';
const reporter = './tests/runner/node_reporter.mjs';

/** Runs before all suites; its failure ends the run. */
export const buildStep = {
  name: 'build',
  timeoutS: 3600,
  steps: () => [[node, 'js/build.mjs']],
  count: countExit,
};

const core = {
  name: 'core',
  timeoutS: 3600,
  env: () => ({
    ASAN_OPTIONS: 'detect_leaks=1',
    UBSAN_OPTIONS: 'print_stacktrace=1:halt_on_error=1',
  }),
  steps: (report) => [
    ['cmake', '--preset', 'native'],
    ['nice', 'cmake', '--build', '--preset', 'native'],
    ['nice', 'build/native/kago_core_tests', `--gtest_output=json:${report}`],
  ],
  count: countGoogleTest,
};

const fuzz = {
  name: 'fuzz',
  timeoutS: 2400,
  showsOutput: true,
  steps: (report) => [['nice', node, 'tests/fuzz/fuzz.mjs', '16', report]],
  count: countReport,
};

const simulation = {
  name: 'simulation',
  timeoutS: 2400,
  showsOutput: true,
  steps: (report) => [['nice', node, 'tests/simulation/simulate.mjs', '--suite', report]],
  count: countReport,
};

const instructions = {
  name: 'instructions',
  timeoutS: 2400,
  showsOutput: true,
  steps: (report) => [[node, 'tests/bench/instructions.mjs', report]],
  count: countReport,
};

const types = {
  name: 'types',
  timeoutS: 600,
  steps: () => [['node_modules/.bin/tsc', '-p', 'js/tsconfig.json', '--noEmit']],
  count: countExit,
};

const size = {
  name: 'size',
  timeoutS: 600,
  showsOutput: true,
  steps: () => [[node, 'tests/size/size.mjs']],
  count: countExit,
};

const playwright = (folder, ...reporters) => [
  ...[node, playwrightCli, 'test', '-c', `${folder}/playwright.config.js`],
  ...['--forbid-only', `--reporter=${['list', 'json', ...reporters].join()}`],
];

const browser = {
  name: 'browser',
  timeoutS: 7200,
  isApart: true,
  env: (report) => ({ PLAYWRIGHT_JSON_OUTPUT_NAME: report }),
  steps: () => [playwright('tests/browser')],
  count: countPlaywright,
  specs: specsOfPlaywright,
  shows: /^\s*(?=crash \|)/,
};

/** What the three engines make of the same behaviours; its table is shown. */
const engines = {
  ...browser,
  name: 'engines',
  steps: () => [playwright('tests/engines', './tests/engines/table_reporter.js')],
  shows: /^(?=engines \|)/,
};

/** Every combination of conditions in the tables of crashes; `browser` has each pair of them. */
const crash = {
  ...browser,
  name: 'crash',
  onRequest: true,
  env: (report) => ({ ...browser.env(report), KAGO_CRASHES: 'all' }),
  steps: (report) => browser.steps(report).map((words) => [...words, 'tests/browser/crash']),
};

/** Shops on large frameworks: each run installs them anew, and Next alone takes 340 MB. */
const frameworks = {
  ...browser,
  name: 'frameworks',
  onRequest: true,
  steps: () => [playwright('tests/frameworks')],
};

const nodeFolders = ['runner', 'wasm', 'generated', 'conformance', 'collector', 'js', 'check', 'docs', 'package'];

/** Lines that `npm test` prints of a suite that passed. */
const shown = { conformance: /^\s*ℹ (?=\d+ (valid )?events)/, docs: /^\s*ℹ (?=code blocks)/, wasm: /^\s*ℹ (?=\d+ steps)/ };

function nodeSuite(name, root) {
  const folder = join('tests', name);
  const files = readdirSync(join(root, folder), { recursive: true })
    .filter((file) => file.endsWith('.test.js'))
    .sort()
    .map((file) => join(folder, file));
  return {
    name,
    timeoutS: 2400,
    // Without a file name `node --test` would look for tests everywhere.
    steps: (report) => (files.length === 0 ? [] : [nodeTestCommand(report, files)]),
    count: countReport,
    shows: shown[name],
  };
}

/** The `node --test` command that counts into `report` and shows a listing. */
export function nodeTestCommand(report, files, reporterPath = reporter) {
  return [
    ...[node, '--test'],
    ...[`--test-reporter=${reporterPath}`, `--test-reporter-destination=${report}`],
    ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ...files,
  ];
}

/** All suites whose folder stands in `root`; `onRequest`: only when it is named. */
export function findSuites(root) {
  const folders = nodeFolders.filter((name) => existsSync(join(root, 'tests', name)));
  return [core, fuzz, simulation, instructions, ...folders.map((name) => nodeSuite(name, root)), types, size, browser, engines, crash, frameworks];
}

/** Lists of suites that run beside each other; within a list they take turns. */
export function lanesOf(suites) {
  return [suites.filter(({ isApart }) => isApart), suites.filter(({ isApart }) => !isApart)];
}
