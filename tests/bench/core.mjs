// How long the core takes natively, by Google Benchmark (which this installs): built for speed, which the modules that
// shoppers load aren't. All options are Google Benchmark's, `--benchmark_filter=cart` for one.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setUpDebian } from '../../.ci/debian.mjs';
import { benchPackages } from '../../.ci/packages.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

function run(file, words, stdout = 'inherit') {
  const { status, error } = spawnSync(file, words, { cwd: root, stdio: ['ignore', stdout, 'inherit'] });
  if (error) throw error;
  if (status !== 0) throw new Error(`${file} ${words.join(' ')} ended with ${status}`);
}

export async function benchCore(words) {
  await setUpDebian(benchPackages);
  run('cmake', ['--preset', 'release'], 'ignore');
  run('cmake', ['--build', '--preset', 'release', '--target', 'kago_benchmark'], 'ignore');
  run('build/release/kago_benchmark', words);
}
