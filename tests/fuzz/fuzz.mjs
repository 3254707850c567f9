// `npm run fuzz -- 600`: fuzzes the core for as many seconds, shared by its targets. Replays the
// seed inputs of core/fuzz/corpus first; keeps what it finds under build/fuzz/, where the next run
// goes on from. `npm test` runs it for some seconds, from the seeds alone: to load all that was
// found before would take up its time.

import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
// A visit takes far longer than a text, so its scripts stay short.
const targets = [
  { name: 'raw', bytesMax: 8192 },
  { name: 'sequence', bytesMax: 1024 },
];
const secondsDefault = 60;
const outputBytesMax = 64 * 1024 * 1024;
const tailLines = 60;

const commonWords = ['-timeout=10', '-rss_limit_mb=2048', '-print_final_stats=1'];
const env = {
  ...process.env,
  ASAN_OPTIONS: 'detect_leaks=1',
  UBSAN_OPTIONS: 'print_stacktrace=1',
  ASAN_SYMBOLIZER_PATH: '/usr/bin/llvm-symbolizer-14',
};

function run(file, words) {
  const options = { cwd: root, env, encoding: 'utf8', maxBuffer: outputBytesMax };
  const { status, error, stdout, stderr } = spawnSync(file, words, options);
  return { ok: status === 0, output: `${stdout ?? ''}${stderr ?? ''}${error ?? ''}` };
}

function build() {
  for (const words of [['--preset', 'fuzz'], ['--build', '--preset', 'fuzz']]) {
    const { ok, output } = run('cmake', words);
    if (ok) continue;
    console.error(output);
    return false;
  }
  return true;
}

/** Runs one target; returns the number of runs, or 0 after saying what broke. */
function runTarget(words, { name, what }) {
  const program = `build/fuzz/${name}_fuzz`;
  const crashes = `build/fuzz/crashes/${name}-`;
  const { ok, output } = run(program, [...commonWords, `-artifact_prefix=${crashes}`, ...words]);
  const runs = Number(/^stat::number_of_executed_units: (\d+)/m.exec(output)?.[1] ?? 0);
  if (ok && runs > 0) return runs;
  console.error(output.trimEnd().split('\n').slice(-tailLines).join('\n'));
  const input = inputOf(output);
  console.error(`${name}: ${what} ${ok ? 'ran nothing' : 'failed'}`);
  if (input) console.error(`  input:  ${input}\n  replay: ${program} ${input}`);
  return 0;
}

/** The file that broke it: a new one, or the last that was replayed. */
function inputOf(output) {
  const written = /Test unit written to (\S+)/.exec(output);
  return written?.[1] ?? [...output.matchAll(/^Running: (\S+)$/gm)].at(-1)?.[1];
}

function replay({ name }) {
  const folder = `core/fuzz/corpus/${name}`;
  const files = readdirSync(join(root, folder)).map((file) => `${folder}/${file}`);
  const runs = runTarget(files, { name, what: 'the replay of the seed inputs' });
  if (runs > 0) console.log(`${name}: ${files.length} seed inputs replayed`);
  return runs > 0;
}

function fuzz({ name, bytesMax }, seconds, goesOn) {
  const found = `build/fuzz/${goesOn ? 'corpus' : 'fresh'}/${name}`;
  if (!goesOn) rmSync(join(root, found), { recursive: true, force: true });
  mkdirSync(join(root, found), { recursive: true });
  const seed = randomInt(1, 2 ** 31);
  const runs = runTarget(
    [
      ...[found, `core/fuzz/corpus/${name}`, '-dict=core/fuzz/kago.dict'],
      ...[`-max_total_time=${seconds}`, `-max_len=${bytesMax}`, `-seed=${seed}`],
    ],
    { name, what: `fuzzing with seed ${seed}` },
  );
  if (runs > 0) console.log(`${name}: ${runs} runs in ${seconds} s, seed ${seed}`);
  return runs > 0;
}

/** What ships, with the stack that it has: wasm.mjs. */
function fuzzWasm(seconds) {
  const { ok, output } = run(process.execPath, ['tests/fuzz/wasm.mjs', String(seconds)]);
  (ok ? console.log : console.error)(output.trimEnd());
  return ok;
}

function main([seconds = secondsDefault, report]) {
  if (!(seconds > 0)) {
    console.error('How many seconds? `npm run fuzz -- 600`');
    return 2;
  }
  if (!build()) return 1;
  mkdirSync(join(root, 'build/fuzz/crashes'), { recursive: true });
  const share = Math.ceil(seconds / (targets.length + 1));
  const results = targets.flatMap((target) => [replay(target), fuzz(target, share, !report)]);
  results.push(fuzzWasm(share));
  const passed = results.filter(Boolean).length;
  const failed = results.length - passed;
  if (report) writeFileSync(report, JSON.stringify({ passed, failed, skipped: 0 }));
  return failed > 0 ? 1 : 0;
}

process.exitCode = main(process.argv.slice(2));
