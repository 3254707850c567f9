// `npm run dev`: the demo (start.mjs), and after each change of a source what is made of it built anew, the servers
// begun again, and the open pages of the shops loaded again (platforms/frame/reload.js). A build that fails leaves
// the demo as it is. The variables are those of start.mjs; a port that is 0 there is another one after each change.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';

const root = fileURLToPath(new URL('..', import.meta.url));
const BUILT_FROM = ['core', 'bindings', 'js'];
const FOLDERS = [...BUILT_FROM, 'demo-store'];
/** The build's own and the collector's: a change of theirs is ours. */
const MADE = /^(js\/src\/generated|demo-store\/collector\/core|demo-store\/(.*\/)?(data|kago-data|node_modules))(\/|$)/;
/** An editor saves in several steps, and git changes many files. */
const QUIET_MS = 150;

const changed = new Set();
let heard = () => {};
let building = Promise.resolve();
let isOver = false;
let demo = startDemo();

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    isOver = true;
    // Half a build would stay behind in dist/.
    await building;
    await stopDemo();
    process.exit(0);
  });
}

for (const folder of FOLDERS) {
  watch(join(root, folder), { recursive: true }, (_event, name) => hear(`${folder}/${name}`));
}

for (;;) await carryOut(await nextChanges());

function hear(path) {
  if (MADE.test(path)) return;
  changed.add(path);
  heard();
}

async function nextChanges() {
  while (changed.size === 0) await new Promise((resolve) => { heard = resolve; });
  for (let count = 0; count < changed.size; await wait(QUIET_MS)) count = changed.size;
  const paths = [...changed];
  changed.clear();
  return paths;
}

async function carryOut(paths) {
  const startMs = Date.now();
  console.log(`[dev] changed: ${paths.join(', ')}`);
  if (paths.some((path) => BUILT_FROM.includes(path.split('/')[0])) && !(await build())) {
    return console.log('[dev] The build failed; the demo goes on with what it had.');
  }
  await stopDemo();
  if (isOver) return;
  demo = startDemo();
  console.log(`[dev] The demo is begun again, ${((Date.now() - startMs) / 1000).toFixed(1)} s after the change.`);
}

async function build() {
  building = once(spawn(process.execPath, ['js/build.mjs'], { cwd: root, stdio: 'inherit' }), 'exit');
  const [code] = await building;
  return code === 0;
}

function startDemo() {
  return spawn(process.execPath, ['demo-store/start.mjs', '--reload'], { cwd: root, stdio: 'inherit' });
}

/** Resolves once it has ended, and its ports are free. */
async function stopDemo() {
  if (demo.exitCode !== null || demo.signalCode !== null) return;
  demo.kill('SIGTERM');
  await once(demo, 'exit');
}
