// Makes a fresh clone ready: `npm start` and `npm test` run this first. It
// installs the Debian and npm packages that are missing, after saying which, and
// is silent and quick when nothing is. Uses nothing but Node's builtins, for it
// runs before `npm ci`.

import { fileURLToPath } from 'node:url';
import { SetupError } from './command.mjs';
import { setUpDebian } from './debian.mjs';
import { setUpNpm } from './npm_packages.mjs';
import { nodeMajorMin } from './packages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= nodeMajorMin) return;
  throw new SetupError(
    `Kago needs Node ${nodeMajorMin} or later; this is Node ${process.versions.node}.`,
  );
}

async function main() {
  checkNode();
  await setUpDebian();
  await setUpNpm(root);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
