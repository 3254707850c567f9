// Checks of commands in the docs: that bash can read them, and that the scripts, suites and files that they
// name are there.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findSuites } from '../../runner/suites.mjs';
import { faultsOfCollector } from './collector.js';
import { isThere, root } from './pages.js';

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

export const suites = findSuites(root);

export function faultsOfShell(text) {
  const { status, stderr } = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' });
  const unread = status === 0 ? [] : [`bash can't read it: ${stderr.trim()}`];
  return [...unread, ...linesOf(text).flatMap(faultsOfCommand)];
}

/** Without comments; one that is broken by a backslash is one. */
export const linesOf = (text) => text.replace(/\\\n/g, ' ').split('\n').map((line) => line.replace(/(^|\s)#.*/, ''));

/** What a command of ours names that isn't there. */
export function faultsOfCommand(line) {
  const [, script] = /\bnpm run ([\w-]+)/.exec(line) ?? [];
  const [, named = ''] = /\bnpm test -- ([a-z ]+)/.exec(line) ?? [];
  const [, program] = /\bnpx ([\w-]+)/.exec(line) ?? [];
  const files = Array.from(line.matchAll(/(?<=^|\s)(?:\.ci|tests|demo-store|js)\/[\w./-]+/g), ([path]) => path);
  return [
    ...(script && !(script in scripts) ? [`package.json has no script ${script}`] : []),
    ...named.split(' ').filter((name) => name && !suites.some((suite) => suite.name === name)).map((name) => `there is no suite ${name}`),
    ...(program && !isThere(`node_modules/.bin/${program}`) ? [`no package here has the command ${program}`] : []),
    ...faultsOfCollector(line.replace(/\bFILE\b/, 'file')),
    ...files.filter((path) => !isThere(path)).map((path) => `there is no ${path}`),
  ];
}
