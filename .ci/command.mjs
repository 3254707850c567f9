// Runs one installer command quietly, once more after a failure, and keeps what
// it printed for the message in case it fails twice.

import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const retryDelayMs = 10_000;
const outputBytesMax = 64 * 1024 * 1024;
const tailLines = 25;

/** Thrown with a text that is ready to be shown; the caller prints it and ends. */
export class SetupError extends Error {}

/** Runs `command` (a list of words); throws a SetupError when it fails twice. */
export async function runWithRetry(command, { cwd, env, timeoutMs }) {
  if (runOnce(command, { cwd, env, timeoutMs }).ok) return;
  console.log(`  failed: ${command.join(' ')}\n  once more in ${retryDelayMs / 1000} s ...`);
  await sleep(retryDelayMs);
  const { ok, end, output } = runOnce(command, { cwd, env, timeoutMs });
  if (!ok) throw new SetupError(failureText(command, end, output));
}

function runOnce(command, { cwd, env, timeoutMs }) {
  const result = spawnSync(command[0], command.slice(1), {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutMs,
    maxBuffer: outputBytesMax,
  });
  const output = `${result.stdout ?? ''}${result.stderr ?? ''}`;
  return { ok: result.status === 0, end: endText(result, timeoutMs), output };
}

function endText({ error, signal, status }, timeoutMs) {
  if (error?.code === 'ETIMEDOUT') return `took longer than ${timeoutMs / 60_000} minutes`;
  if (error) return `could not be run (${error.message})`;
  return signal ? `was ended by ${signal}` : `ended with code ${status}`;
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
