// `npm run coverage`: which lines of the core its unit tests run. Prints a table by file and the
// lines that none runs; fails below 95 % of all. Tests, core/testing and core/fuzz don't count.

import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const percentMin = 95;
const outputBytesMax = 256 * 1024 * 1024;

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = 'build/coverage';
const program = `${folder}/kago_core_tests`;
const raw = `${folder}/tests.profraw`;
const profile = `${folder}/tests.profdata`;
const notCounted = /_test\.cc$|^core\/(testing|fuzz)\//;

const steps = [
  ['cmake', '--preset', 'coverage'],
  ['cmake', '--build', '--preset', 'coverage'],
  [program, '--gtest_brief=1'],
  ['llvm-profdata-14', 'merge', '-sparse', raw, '-o', profile],
];
const exportWords = ['export', '-format=lcov', `-instr-profile=${profile}`, program];

/** What the command printed; throws with everything that it said when it fails. */
function run([file, ...words]) {
  const env = { ...process.env, LLVM_PROFILE_FILE: join(root, raw) };
  const options = { cwd: root, env, encoding: 'utf8', maxBuffer: outputBytesMax };
  const { status, error, stdout, stderr } = spawnSync(file, words, options);
  if (status === 0) return stdout;
  throw new Error(`${file} failed\n${error ?? ''}${stdout ?? ''}${stderr ?? ''}`);
}

/** [{name, lines, missed: [line numbers]}] of the core's files, from lcov's `SF:`, `DA:` lines. */
function readFiles(lcov) {
  const files = [];
  for (const line of lcov.split('\n')) {
    const [kind, value] = [line.slice(0, 3), line.slice(3)];
    if (kind === 'SF:') files.push({ name: relative(root, value), lines: 0, missed: [] });
    if (kind !== 'DA:') continue;
    const [number, count] = value.split(',').map(Number);
    files.at(-1).lines += 1;
    if (count === 0) files.at(-1).missed.push(number);
  }
  return files.filter(({ name }) => name.startsWith('core/') && !notCounted.test(name));
}

/** `12, 30-34` of the numbers 12, 30, 31, …, 34. */
function ranges(numbers) {
  const found = [];
  for (const number of numbers) {
    if (found.at(-1)?.[1] === number - 1) found.at(-1)[1] = number;
    else found.push([number, number]);
  }
  const text = ([first, last]) => (first === last ? `${first}` : `${first}-${last}`);
  return found.map(text).join(', ');
}

function printTable(rows) {
  printRow('lines of', ['all', 'run', '%'], 'not run');
  for (const { name, lines, missed } of rows) {
    const percent = percentOf({ lines, missed }).toFixed(1);
    printRow(name, [lines, lines - missed.length, percent], name === 'core/' ? '' : ranges(missed));
  }
}

function printRow(name, cells, end) {
  const numbers = cells.map((cell) => String(cell).padStart(8)).join('');
  console.log(`${name.padEnd(34)}${numbers}  ${end}`.trimEnd());
}

const percentOf = ({ lines, missed }) => (100 * (lines - missed.length)) / lines;

function main() {
  mkdirSync(join(root, folder), { recursive: true });
  steps.forEach(run);
  const files = readFiles(run(['llvm-cov-14', ...exportWords]));
  const total = {
    name: 'core/',
    lines: files.reduce((sum, { lines }) => sum + lines, 0),
    missed: files.flatMap(({ missed }) => missed),
  };
  printTable([...files, total]);
  if (percentOf(total) >= percentMin) return 0;
  console.error(`Coverage check failed: below ${percentMin} %, or nothing was counted.`);
  return 1;
}

process.exitCode = main();
