// Makes a function of each class of the sources, on their way into a bundle: its fields become variables, its methods
// functions, and it returns an object with the public ones. Minifiers rename and inline variables and functions, but
// leave `this.#a` six bytes long: 3 % of what a shopper downloads. Classes that extend another stay what they are.
// What it doesn't understand of the others (statics, `this` as a value) ends the build with a word that says so.

import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

import { parse } from 'acorn';
import { transform } from 'esbuild';

import { edited, mapComment, piece, placed } from './build/places.mjs';

/** The plugin for esbuild. `folder` has the sources. */
export function closures(folder) {
  const texts = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.ts')).map((file) => readFileSync(join(folder, file), 'utf8'));
  const names = new Set(texts.flatMap((text) => Array.from(text.matchAll(/^(?:export )?class (\w+)(?! extends)\b[^{]*\{$/gm), ([, name]) => name)));
  return {
    name: 'closures',
    setup: ({ onLoad }) => onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const source = basename(path);
      const { code, map } = await transform(text, { loader: 'ts', target: 'es2022', sourcefile: source, sourcemap: 'external' });
      const hidden = new Set(Array.from(text.matchAll(/\bprivate (?:readonly )?(\w+)/g), ([, name]) => name));
      const closed = withoutClasses(code, names, hidden);
      return { contents: closed.text + mapComment(closed, { code, map, source, content: text }), loader: 'js' };
    }),
  };
}

/** `names`: of the classes, here and in the modules that this one imports. `hidden`: members that TypeScript keeps private. As a text with its places (build/places.mjs). */
export function withoutClasses(code, names, hidden = new Set()) {
  const isOne = (node) => node.type === 'ClassDeclaration' && names.has(node.id.name);
  // First what stands within: `new` of such a class, and `this`.
  const within = [];
  visit(treeOf(code), (node) => {
    if (node.type === 'NewExpression' && names.has(node.callee.name)) within.push({ start: node.start, end: node.callee.start, text: '' });
    if (isOne(node)) within.push(...membersIn(node));
  });
  const flat = edited(placed(code), within);
  const classes = [];
  visit(treeOf(flat.text), (node) => {
    if (isOne(node)) classes.push({ start: node.start, end: node.end, text: closureOf(node, hidden, (part) => piece(flat.text, part)) });
  });
  return edited(flat, classes);
}

const treeOf = (code) => parse(code, { ecmaVersion: 2022, sourceType: 'module' });

function visit(node, see) {
  see(node);
  for (const part of Object.values(node).flat()) if (typeof part?.type === 'string') visit(part, see);
}

/** The variable of a member. No name of the sources begins so. */
const variableOf = (key) => `${key.type === 'PrivateIdentifier' ? '$$' : '$'}${key.name}`;

const isGetter = (member) => member.kind === 'get';

/** `this.name` as a variable, or as a call of a getter. */
function membersIn({ id, body }) {
  const members = new Map(body.body.map((member) => [variableOf(member.key), member]));
  const edits = [];
  let thises = 0;
  visit(body, (node) => {
    if (node.type === 'ThisExpression') thises++;
    if (node.type !== 'MemberExpression' || node.object.type !== 'ThisExpression') return;
    const name = variableOf(node.property);
    if (node.computed || !members.has(name)) fail(id, `uses what it doesn't declare: ${name}`);
    edits.push({ start: node.start, end: node.end, text: isGetter(members.get(name)) ? `${name}()` : name });
  });
  if (edits.length < thises) fail(id, 'uses `this` as a value');
  return edits;
}

function closureOf({ id, body }, hidden, text) {
  const variables = [];
  const functions = [];
  const shown = [];
  const maker = body.body.find(({ kind }) => kind === 'constructor')?.value;
  const given = maker?.params.map((_, i) => `$${i}`) ?? [];
  const statements = maker?.body.body.slice() ?? [];
  // Fields that begin as a parameter: `constructor(private readonly host: Host)` comes to `this.host = host`.
  const begins = new Map();
  while (statements[0]?.expression?.type === 'AssignmentExpression') {
    const { left, right } = statements[0].expression;
    const place = maker.params.findIndex(({ type, name }) => type === 'Identifier' && name === right.name);
    if (place < 0 || !left.name?.startsWith('$')) break;
    begins.set(left.name, given[place]);
    statements.shift();
  }
  for (const member of body.body) {
    if (member.static || member.computed || member.kind === 'set') fail(id, 'has a static, computed or set member');
    const { key, value, kind } = member;
    const name = variableOf(key);
    const isPublic = key.type !== 'PrivateIdentifier' && !hidden.has(key.name);
    if (kind === 'constructor') continue;
    if (member.type === 'PropertyDefinition') {
      const first = begins.get(name) ?? (value && text(value));
      variables.push(`let ${name}${first ? ` = ${first}` : ''};`);
      if (isPublic) shown.push(`get ${key.name}() { return ${name}; }`);
    } else {
      functions.push(`${value.async ? 'async ' : ''}function ${name}(${value.params.map(text).join()}) ${text(value.body)}`);
      if (isPublic) shown.push(isGetter(member) ? `get ${key.name}() { return ${name}(); }` : `${key.name}: ${name}`);
    }
  }
  const rest = statements.map(text).join('\n');
  const constructs = rest && `((${maker.params.map(text).join()}) => {${rest}})(${given.join()});`;
  return `function ${id.name}(${given.join()}) {\n${[...variables, ...functions, constructs].join('\n')}\nreturn { ${shown.join(', ')} };\n}`;
}

function fail(id, what) {
  throw new Error(`class ${id.name} ${what}: js/closures.mjs can't make a closure of it`);
}
