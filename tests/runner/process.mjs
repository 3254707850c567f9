// Runs one command in a process group of its own, its output into a log file,
// and leaves none of its processes behind: not after its end, not past its time
// limit, not when the run itself is stopped.

import { spawn } from 'node:child_process';

// Time for the command to close its browsers and servers by itself.
const graceMs = 5_000;

const groups = new Set();

/** Resolves to {ok, timedOut, how}; `how` is the end in words. Never rejects. */
export function runCommand([file, ...words], { cwd, env, log, timeoutMs }) {
  return new Promise((resolve) => {
    const child = spawn(file, words, {
      cwd,
      // Inside `node --test` this variable would make a nested one run nothing.
      env: { ...process.env, ...env, NODE_TEST_CONTEXT: undefined },
      stdio: ['ignore', log, log],
      detached: true,
    });
    const limit = limitTime(child.pid, timeoutMs);
    const finish = (ok, how) => {
      limit.clear();
      kill(child.pid, 'SIGKILL');
      groups.delete(child.pid);
      resolve({ ok: ok && !limit.passed(), timedOut: limit.passed(), how });
    };
    if (child.pid) groups.add(child.pid);
    child.on('error', (error) => finish(false, `could not be run (${error.code})`));
    child.on('exit', (code, signal) => {
      finish(code === 0, signal ? `was ended by ${signal}` : `ended with code ${code}`);
    });
  });
}

/** Ends everything that runs: for the signal handlers of the run. */
export function stopAll() {
  for (const pid of groups) kill(pid, 'SIGKILL');
}

function limitTime(pid, timeoutMs) {
  let passed = false;
  let killer;
  const asker = setTimeout(() => {
    passed = true;
    kill(pid, 'SIGTERM');
    killer = setTimeout(() => kill(pid, 'SIGKILL'), graceMs);
  }, Math.max(timeoutMs, 0));
  return {
    passed: () => passed,
    clear: () => {
      clearTimeout(asker);
      clearTimeout(killer);
    },
  };
}

function kill(pid, signal) {
  if (!pid) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // ESRCH: the whole group is gone, which is what was wanted.
    if (error.code !== 'ESRCH') throw error;
  }
}
