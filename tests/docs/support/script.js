// Checks of code in the docs: that it parses, and that what it takes of Kago is there.

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';
import { transformSync } from 'esbuild';
import { faultsOfPlatform, isCall, OPTIONS } from './sdk.js';

/** What is wrong with it; `loader` is esbuild's name of the language. */
export async function faultsOfScript(text, loader) {
  let tree;
  try {
    tree = parse(plain(text, loader), { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true });
  } catch (error) {
    return [`doesn't parse: ${error.message}`];
  }
  const nodes = [...nodesOf(tree)];
  const imports = await Promise.all(nodes.filter(({ type }) => type === 'ImportDeclaration').map(faultsOfImport));
  return [...imports.flat(), ...nodes.flatMap(faultsOfNode)];
}

/** Without types and JSX; imports stay, used or not. */
function plain(text, loader) {
  const tsconfigRaw = { compilerOptions: { verbatimModuleSyntax: true } };
  return transformSync(text, { loader, tsconfigRaw, format: 'esm', logLevel: 'silent' }).code;
}

function* nodesOf(value) {
  if (value === null || typeof value !== 'object') return;
  if (typeof value.type === 'string') yield value;
  for (const child of Object.values(value)) yield* nodesOf(child);
}

/** The package's own name resolves within it, by its `exports`. */
async function faultsOfImport({ source: { value: from }, specifiers }) {
  if (!/^kago(\/|$)/.test(from)) return [];
  let file;
  try {
    file = fileURLToPath(import.meta.resolve(from));
  } catch {
    return [`nothing is exported as ${from}`];
  }
  if (!existsSync(file)) return [`${from} is ${file}, which isn't there`];
  if (!file.endsWith('.js')) return [];
  const module = await import(from);
  const names = specifiers.filter(({ imported }) => imported).map(({ imported }) => imported.name);
  return names.filter((name) => !(name in module)).map((name) => `${from} has no ${name}`);
}

function faultsOfNode({ type, callee, arguments: given }) {
  if (type !== 'CallExpression') return [];
  if (callee.object?.name === 'kago') return isCall(callee.property.name) ? [] : [`kago has no ${callee.property.name}`];
  const options = { createKago: given[0], startPixel: given[1] }[callee.name];
  return options?.type === 'ObjectExpression' ? options.properties.flatMap(faultsOfOption) : [];
}

function faultsOfOption({ key, value }) {
  if (!key) return [];
  if (!OPTIONS.includes(key.name)) return [`no option is called ${key.name}`];
  return key.name === 'platform' && typeof value.value === 'string' ? faultsOfPlatform(value.value) : [];
}
