// Runs one installer command quietly, but for a line every 30 s that it goes on,
// once more after a failure, and keeps what it printed for the message in case it
// fails twice.

import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const retryDelayMs = 10_000;
const tellEveryMs = 30_000;
const outputBytesMax = 64 * 1024 * 1024;
const tailLines = 25;

/** Thrown with a text that is ready to be shown; the caller prints it and ends. */
export class SetupError extends Error {}

/** Runs `command` (a list of words); throws a SetupError when it fails twice. */
export async function runWithRetry(command, options) {
  if ((await runOnce(command, options)).ok) return;
  console.log(`  failed: ${command.join(' ')}\n  once more in ${retryDelayMs / 1000} s ...`);
  await sleep(retryDelayMs);
  const { ok, end, output } = await runOnce(command, options);
  if (!ok) throw new SetupError(failureText(command, end, output));
}

/** Resolves to {ok, end, output}; `end` says in words how it ended. */
export function runOnce([file, ...words], { cwd, env, timeoutMs, everyMs = tellEveryMs, tell = console.log }) {
  const startMs = Date.now();
  const seconds = () => Math.round((Date.now() - startMs) / 1000);
  const timer = setInterval(() => tell(`  ${seconds()} s: ${[file, ...words].join(' ')}`), everyMs);
  const options = { cwd, env: { ...process.env, ...env }, timeout: timeoutMs, maxBuffer: outputBytesMax };
  return new Promise((resolve) => {
    const child = execFile(file, words, options, (error, stdout, stderr) => {
      clearInterval(timer);
      resolve({ ok: error === null, end: endText(error, timeoutMs), output: `${stdout}${stderr}` });
    });
    child.stdin?.end();
  });
}

function endText(error, timeoutMs) {
  if (error === null) return 'ended with code 0';
  if (error.killed) return `took longer than ${timeoutMs / 60_000} minutes`;
  if (typeof error.code === 'string') return `could not be run (${error.message})`;
  return error.signal ? `was ended by ${error.signal}` : `ended with code ${error.code}`;
}

function failureText(command, end, output) {
  const tail = output.trimEnd().split('\n').slice(-tailLines);
  return [
    `Setup failed. This command ${end}, also when tried again:`,
    `  ${command.join(' ')}`,
    'The last lines it printed:',
    ...tail.map((line) => `  ${line}`),
    'If this is the network, run the same npm command again once it is back.',
  ].join('\n');
}
