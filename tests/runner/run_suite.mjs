// Runs the steps of one suite and judges how it ended. The counts come from the
// report of the test framework; what the report can't know (a crash after it was
// written, a suite without tests, the time limit) is added here as a failure.

import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './process.mjs';

/** Returns {name, passed, failed, skipped, problems, specs, seconds, output}. */
export async function runSuite(suite, { root, outFolder, logFile = join(outFolder, `${suite.name}.log`) }) {
  const report = join(outFolder, `${suite.name}.json`);
  // A crash must not be covered up by the report of an earlier run.
  rmSync(report, { force: true });
  const startMs = Date.now();
  const log = openSync(logFile, 'w');
  const end = await runSteps(suite, report, { cwd: root, log });
  closeSync(log);
  return {
    name: suite.name,
    ...judge(suite.count(report, end), end),
    specs: suite.specs?.(report) ?? [],
    seconds: (Date.now() - startMs) / 1000,
    output: readFileSync(logFile, 'utf8'),
  };
}

async function runSteps(suite, report, { cwd, log }) {
  const deadlineMs = Date.now() + suite.timeoutS * 1000;
  const env = suite.env?.(report) ?? {};
  for (const command of suite.steps(report)) {
    const timeoutMs = deadlineMs - Date.now();
    const { ok, timedOut, how } = await runCommand(command, { cwd, env, log, timeoutMs });
    if (ok) continue;
    const cause = timedOut ? `passed the time limit of ${suite.timeoutS} s` : how;
    return { ok, timedOut, how: `${cause}: ${command.join(' ')}` };
  }
  return { ok: true, timedOut: false, how: 'ended with code 0' };
}

/** Counts and how the process ended, made into the suite's result. */
export function judge(counts, end) {
  const { passed = 0, failed = 0, skipped = 0, problems = [] } = counts ?? {};
  const problem = problemOf({ passed, failed }, end);
  if (problem === null) return { passed, failed, skipped, problems };
  return { passed, failed: failed + 1, skipped, problems: [...problems, problem] };
}

function problemOf({ passed, failed }, end) {
  // Past its limit there are tests that the report doesn't know.
  if (end.timedOut || (!end.ok && failed === 0)) return end.how;
  return passed + failed === 0 ? 'ran no test' : null;
}
