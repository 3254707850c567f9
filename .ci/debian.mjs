// The Debian half of the setup: finds the packages that are missing and installs
// them as root; for everybody else it says what an administrator has to run.

import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { debianPackages } from './packages.mjs';
import { runWithRetry, SetupError } from './command.mjs';

const aptTimeoutMs = 30 * 60_000;
const lockTimeoutS = 300;
const installWords = ['install', '-y', '--no-install-recommends'];

/** Installs what is missing; throws a SetupError with the remedy when it can't. */
export async function setUpDebian(packages = debianPackages) {
  const query = queryDpkg(packages);
  if (query === null) return checkCommands(packages);
  const missing = missingPackages(query, packages);
  if (missing.length === 0) return;
  if (process.getuid() !== 0) throw new SetupError(administratorText(missing));
  await install(packages.filter(({ name }) => missing.includes(name)));
}

/** Names of the listed packages that `dpkg-query` doesn't report as installed. */
export function missingPackages(query, packages = debianPackages) {
  const installed = new Set();
  for (const line of query.split('\n')) {
    const [name, ...status] = line.split(' ');
    if (status.join(' ') === 'install ok installed') installed.add(name);
  }
  return packages.filter(({ name }) => !installed.has(name)).map(({ name }) => name);
}

/** One `name status` line per package known here, or null without dpkg. */
function queryDpkg(packages) {
  const names = packages.map(({ name }) => name);
  const words = ['-W', '-f=${Package} ${Status}\\n', ...names];
  // It ends with code 1 as soon as one name is unknown; the lines still count.
  const { error, stdout } = spawnSync('dpkg-query', words, { encoding: 'utf8' });
  return error ? null : stdout;
}

async function install(packages) {
  console.log('Setup installs these Debian packages (all of them are some hundred MB; takes a few minutes):');
  for (const { name, reason } of packages) console.log(`  ${name.padEnd(20)} ${reason}`);
  const options = {
    env: { DEBIAN_FRONTEND: 'noninteractive' },
    timeoutMs: aptTimeoutMs,
  };
  const apt = ['apt-get', '-o', `DPkg::Lock::Timeout=${lockTimeoutS}`];
  await runWithRetry([...apt, 'update'], options);
  await runWithRetry([...apt, ...installWords, ...packages.map(({ name }) => name)], options);
  console.log('Debian packages: done.');
}

function administratorText(missing) {
  return [
    `Kago needs Debian packages that are not installed: ${missing.join(', ')}.`,
    'Installing them takes an administrator, who runs this once:',
    `  sudo apt-get update && sudo apt-get ${[...installWords, ...missing].join(' ')}`,
    'Then run the same npm command again.',
  ].join('\n');
}

function checkCommands(packages) {
  const missing = packages.filter(({ command }) => command && !isOnPath(command));
  if (missing.length === 0) return;
  const headers = packages.filter(({ command }) => !command);
  throw new SetupError([
    'This is not a Debian system, so setup installs nothing. These commands are missing:',
    ...missing.map(({ name, command }) => `  ${command.padEnd(10)} (Debian package ${name})`),
    `Headers and libraries that it can't check: ${headers.map(({ name }) => name).join(', ')}.`,
    'Install them with the package manager here; Kago is tested on Debian 12.',
  ].join('\n'));
}

function isOnPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
