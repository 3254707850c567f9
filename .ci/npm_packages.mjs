// The npm half of the setup: runs `npm ci` when node_modules isn't what
// package-lock.json describes. Needs no root.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runWithRetry } from './command.mjs';

const npmTimeoutMs = 15 * 60_000;

// --ignore-scripts: the only install script among the packages (esbuild's) just
//   speeds up its start, and npm warns about unapproved scripts otherwise.
// --include=dev: NODE_ENV=production would leave out everything listed.
const npmCi = ['npm', 'ci', '--ignore-scripts', '--include=dev'];

/** Installs the npm packages unless they are there already. */
export async function setUpNpm(root) {
  const wanted = readLock(join(root, 'package-lock.json'));
  // npm writes this copy as the last step of an installation, so an interrupted
  // one doesn't have it.
  const installed = readLock(join(root, 'node_modules', '.package-lock.json'));
  if (lockFits(wanted, installed)) return;
  console.log('Setup installs the npm packages of package-lock.json (takes up to a minute):');
  console.log(`  ${npmCi.join(' ')}`);
  await runWithRetry(npmCi, { cwd: root, timeoutMs: npmTimeoutMs });
  console.log('npm packages: done.');
}

/** Whether `installed` holds exactly the packages of `wanted`, but for optional ones. */
export function lockFits(wanted, installed) {
  if (wanted === null || installed === null) return false;
  const surplus = Object.keys(installed.packages).some((path) => !(path in wanted.packages));
  if (surplus) return false;
  return Object.entries(wanted.packages).every(([path, entry]) => {
    const found = installed.packages[path];
    if (path === '') return true;
    // Optional: a binary for another system, which npm leaves out.
    if (!found) return entry.optional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
