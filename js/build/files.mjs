// What the steps of the build share: where files are, and which are out of date.

import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const at = (...path) => join(root, ...path);
export const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));

export function isOlder(file, than) {
  return !existsSync(file) || statSync(file).mtimeMs < statSync(than).mtimeMs;
}

export function copyIfChanged(from, to) {
  if (existsSync(to) && readFileSync(to, 'utf8') === readFileSync(from, 'utf8')) return;
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}
