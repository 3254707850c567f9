// The docs' code against the package's own types, and in Node: what a reader who pastes it gets to see.

import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './pages.js';

// Within the repository: there `kago` is the package itself, and what it is used with is found.
const folder = join(root, 'build/docs');

/** Names that a block takes from around it, if they have a type of ours. */
const TYPES = { kago: "import('kago').Kago", event: 'object' };

/** Packages without types here, and Kago's own file at a shop's address. */
const ELSEWHERE = `
declare module 'react';
declare module '@shopify/web-pixels-extension';
declare module 'https://files.example/kago/pixel.js' { export * from 'kago/pixel'; }
`;

const OPTIONS = ['--noEmit', '--strict', '--noImplicitAny', 'false', '--skipLibCheck', '--jsx', 'preserve', '--target', 'es2022', '--module', 'esnext',
  '--moduleResolution', 'bundler', '--lib', 'es2022,dom,dom.iterable', '--types', 'node'];

/** JavaScript is read as TypeScript is, but for parameters without a type. */
export const isTyped = ({ language }) => ['js', 'jsx', 'ts', 'tsx'].includes(language);

const typeOf = (name) => `declare const ${name}: ${TYPES[name] ?? 'any'};`;

/** What tsc has against each block, in the order of the blocks: the compiler is started once for them all. */
export function faultsOfTypes(blocks) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'elsewhere.d.ts'), ELSEWHERE);
  const files = blocks.map(({ language, takes, text }, i) => {
    const name = `block-${i}.${language === 'ts' ? 'ts' : 'tsx'}`;
    writeFileSync(join(folder, name), `${takes.map(typeOf).join(' ')}\n${text}\nexport {};\n`);
    return name;
  });
  const { status, stdout, stderr } = spawnSync(join(root, 'node_modules/.bin/tsc'), [...OPTIONS, 'elsewhere.d.ts', ...files], { cwd: folder, encoding: 'utf8' });
  const faults = files.map((name) => stdout.split('\n').filter((line) => line.startsWith(`${name}(`)));
  if (status !== 0 && faults.flat().length === 0) throw new Error(stdout + stderr);
  return faults;
}

const run = promisify(execFile);

/** Its output; `values` are what it takes from around it. */
export async function runInNode({ text, takes }, values = {}) {
  const given = takes.map((name) => `const ${name} = ${JSON.stringify(values[name])};`);
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', `${given.join('')}\n${text}`], { cwd: root });
  return stdout;
}
