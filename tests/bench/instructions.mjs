// The suite `instructions`: how many machine instructions the core's calls take, natively and built for speed, counted by
// Valgrind's callgrind. No clock is in it, so a budget holds on a busy machine too. Each run counts the same to the last
// one; a processor for which the C library has other functions moves a figure by two per cent, for which there is room.
//   node tests/bench/instructions.mjs [report]   for `npm test`
//   npm run bench -- instructions                the same, to read

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** By the scenarios of tests/bench/core/scenarios.cc: at most so many thousand instructions. */
const BUDGETS = {
  'product view': 250,
  'product view, 990 waiting': 261,
  'cart of 5 lines': 545,
  'cart of 5 lines, 990 waiting': 556,
  'cart of 200 lines': 13_105,
  'claim of 100': 1_441,
  'outcome of 100': 4_181,
  'page end with 10 calls': 1_438,
  'judge a cart of 5 lines': 130,
  'encode it for Braze': 213,
};

// Counted on x86-64. Elsewhere figures are of another kind, and only what is much more is a fault.
const MARGIN = process.arch === 'x64' ? 1 : 2;

function run(file, words) {
  const { status, error, stdout, stderr } = spawnSync(file, words, { cwd: root, encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${file} ${words.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
}

/** @returns {Map<string, number>} instructions of each scenario, in their order */
export function countInstructions() {
  run('cmake', ['--preset', 'release']);
  run('cmake', ['--build', '--preset', 'release', '--target', 'kago_instructions']);
  const folder = mkdtempSync(join(tmpdir(), 'kago-instructions-'));
  try {
    // An environment of its own, so that all that depends on where the stack lies is always the same.
    const callgrind = ['valgrind', '--tool=callgrind', '--instr-atstart=no', `--callgrind-out-file=${join(folder, 'out')}`];
    run('env', ['-i', `PATH=${process.env.PATH}`, ...callgrind, 'build/release/kago_instructions']);
    const dumps = readdirSync(folder).filter((name) => name.startsWith('out.')).sort((a, b) => a.slice(4) - b.slice(4));
    return new Map(dumps.map((name) => countOf(readFileSync(join(folder, name), 'utf8'))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function countOf(dump) {
  const [, name] = /^desc: Trigger: Client Request: (.*)$/m.exec(dump);
  const [, count] = /^summary: (\d+)$/m.exec(dump);
  return [name, Number(count)];
}

/** @returns {string[]} what is wrong. `most`: of each scenario */
export function problemsOf(counts, most) {
  const over = [...counts].filter(([name, count]) => count > (most.get(name) ?? 0));
  const gone = [...most.keys()].filter((name) => !counts.has(name));
  return [
    ...over.map(([name, count]) => `${name}: ${count} instructions, ${most.has(name) ? `at most ${most.get(name)}` : 'and no budget'}`),
    ...gone.map((name) => `${name}: a budget, and no such scenario`),
  ];
}

/** @returns {{ checked: number, problems: string[] }} */
export function printInstructions() {
  const counts = countInstructions();
  const most = new Map(Object.entries(BUDGETS).map(([name, thousands]) => [name, thousands * 1000 * MARGIN]));
  const print = (name, ...cells) => console.log(name.padEnd(30) + cells.map((cell) => cell.toLocaleString('en-US').padStart(14)).join(''));
  print('instructions', 'measured', 'at most');
  for (const [name, count] of counts) print(name, count, most.get(name) ?? '-');
  return { checked: counts.size, problems: problemsOf(counts, most) };
}

function main([report]) {
  const { checked, problems } = printInstructions();
  for (const problem of problems) console.error(problem);
  if (report) writeFileSync(report, JSON.stringify({ passed: checked - problems.length, failed: problems.length, skipped: 0, problems }));
  return problems.length > 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main(process.argv.slice(2));
