// `npm run simulate -- --seeds 10000 --from 1`: builds the simulation and runs it. `npm test` runs it
// with `--suite <report>`: a fixed list of seeds, crashes, planted bugs and fleets.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

function run(file, words, stdout) {
  return spawnSync(file, words, { cwd: root, stdio: ['ignore', stdout, 'inherit'] }).status ?? 1;
}

function main(words) {
  // What a build says is of no interest unless it fails; then it is on stderr, or once more on stdout.
  const isBuilt = run('cmake', ['--preset', 'release'], 'ignore') === 0;
  const build = ['--build', '--preset', 'release', '--target', 'simulate'];
  if (!isBuilt || run('cmake', build, 'ignore') !== 0) return run('cmake', build, 'inherit') || 1;
  return run('build/release/simulate', words, 'inherit');
}

process.exitCode = main(process.argv.slice(2));
