// What a bundle knows of its build: the hashes of the modules that it may load, and the name that all its files share.

import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';

import { MODULES } from '../modules.mjs';
import { at, version } from './files.mjs';

// One of these hashes has to be that of the module that a page loads. A dynamic import can't be held to a hash
// in every browser: observers have the name of their build.
export function integrityOf(modules) {
  const hashOf = (name) => createHash('sha256').update(readFileSync(at(`dist/${name}.wasm`))).digest('base64');
  return JSON.stringify(modules.map((name) => `sha256-${hashOf(name)}`).join(' '));
}

export function buildName() {
  const hash = createHash('sha256').update(integrityOf(MODULES.map(({ name }) => name)));
  const sources = readdirSync(at('js/src'), { recursive: true }).filter((file) => file.endsWith('.ts'));
  for (const file of sources.sort()) hash.update(readFileSync(at('js/src', file)));
  return `${version}-${hash.digest('hex').slice(0, 8)}`;
}
