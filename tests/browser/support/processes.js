// The processes of a browser that a test has started on a folder of its own: how they are found and killed.

import { readdirSync, readFileSync } from 'node:fs';
import { expect } from './expect.js';

/** `kill -9` for every process that was started with this folder, without a word to any of them. */
export async function killProcessesOf(folder) {
  for (const pid of processesOf(folder)) killGroup(pid);
  await expect.poll(() => processesOf(folder)).toEqual([]);
}

/** The same of the browser that a context of Playwright's is, which hears of it. */
export async function killBrowser(context, folder) {
  const closed = new Promise((resolve) => { context.once('close', resolve); });
  await killProcessesOf(folder);
  await closed;
}

/** The ids of the processes that have the folder among their words: Chromium says it in one, Firefox in two. */
function processesOf(folder) {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => (
    commandOf(pid).some((word) => word === folder || word === `--user-data-dir=${folder}`)
  ));
}

function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return []; // it has ended meanwhile
  }
}

// Playwright starts the browser as the leader of a process group of its own. Helpers that carry the
// same flag are no leaders: they are killed one by one.
export function killGroup(pid) {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, 'SIGKILL');
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  }
}
