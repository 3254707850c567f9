// The JavaScript of dist/: esbuild makes a bundle of each entry (js/src/), terser a smaller one of that.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';

import { decode, encode } from '@jridgewell/sourcemap-codec';
import { build, transform } from 'esbuild';
import { minify } from 'terser';

import { closures } from '../closures.mjs';
import { INTERNAL } from '../internal.mjs';
import { asTaking, lends, takes } from '../lent.mjs';
import { ENTRIES, modulesOf, PARTS, TAG_FILES } from '../modules.mjs';
import { at, version } from './files.mjs';
import { glue } from './glue.mjs';
import { buildName, integrityOf } from './names.mjs';
import { writeScripts } from './scripts.mjs';

const SOURCES = at('js/src');
const LICENSE_LINE = `/*! Kago ${version}, MIT */`;
// After esbuild: terser inlines functions of one use and renames by scope, 4 % of the bytes. Nothing here changes what
// a program does, unless it looks for `prototype` or `new` in a function of its own that is no class (unsafe_arrows, unsafe_methods).
const TERSER = { ecma: 2022, toplevel: true, compress: { passes: 10, lhs_constants: false, unsafe_arrows: true, unsafe_methods: true }, format: { comments: /^!/ } };

export async function bundle() {
  const name = JSON.stringify(buildName());
  const kago = { file: 'kago.js', source: 'tag', format: 'iife', plugins: [lends(SOURCES)], define: { __TAG__: 'true' }, mangleCache: {} };
  const { mangleCache, ...first } = await bundled(name, kago);
  // What kago.js has shortened the files that take from it know by the same names.
  const made = [{ ...kago, ...first }, ...await Promise.all(bundles(mangleCache).map(async (one) => ({ ...one, ...await bundled(name, one) })))];
  // One after the other, in this order: what terser names something depends on what it has done before.
  for (const { file, isServed = true, text, map } of made) {
    write(file, isServed ? await smaller(text, map, file) : { text, map }, isServed && !TAG_FILES.includes(file));
  }
  await writeScripts(name, LICENSE_LINE);
  const stub = await transform(readFileSync(at('js/src/stub.js'), 'utf8'), { minify: true, target: 'es5' });
  writeFileSync(at('dist/stub.js'), stub.code);
}

/** All but kago.js. `loads`: the modules that it may load. `takes`: from kago.js. `isServed`: a browser downloads it (default). `files`: where a tag has its others. */
function bundles(mangleCache) {
  return [
    { file: 'create.js', source: 'npm/create', plugins: [lends(SOURCES)], mangleCache },
    { file: 'index.cjs', source: 'npm/require', format: 'cjs', plugins: [lends(SOURCES), apart()], mangleCache },
    ...['own', ...ENTRIES].map((entry) => ({ file: `${entry}.js`, source: `npm/${entry}`, plugins: [apart()], mangleCache })),
    {
      file: 'kago-standalone.js', source: 'tag', files: 'files-within', format: 'iife',
      define: { __CORE__: JSON.stringify(readFileSync(at('dist/kago.wasm'), 'base64')) },
    },
    { file: 'pixel.js', source: 'pixel', loads: modulesOf('pixel') },
    ...PARTS.map(({ name, source }) => {
      // One that starts no module of its own is there beside the observers'.
      const own = modulesOf(name);
      return { file: `observe/${name}.js`, source, takes: true, plugins: [takes(SOURCES)], mangleCache, loads: own.length > 0 ? own : modulesOf('sources') };
    }),
    { file: 'node.js', source: 'node', platform: 'node', isServed: false },
  ];
}

async function bundled(name, { file, source, files = 'files-beside', loads = modulesOf('tracker'), takes: isTaking, isServed, define, plugins = [], ...more }) {
  const { outputFiles: [{ text: mapped }, { text }], mangleCache } = await build({
    entryPoints: [at('js/src', source)],
    outfile: at('dist', file),
    write: false,
    sourcemap: 'external',
    bundle: true,
    minify: true,
    mangleProps: new RegExp(`^(${INTERNAL.join('|')})$`),
    target: 'es2022',
    format: 'esm',
    alias: { 'kago-wasm': at('build/wasm/bindings/kago.mjs'), 'kago-files': at('js/src', files) },
    define: { __TAG__: 'false', __VERSION__: JSON.stringify(version), __BUILD__: name, __INTEGRITY__: integrityOf(loads), ...define },
    banner: isTaking ? {} : { js: LICENSE_LINE },
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [...plugins, glue(), closures(SOURCES)],
    ...more,
  });
  const map = JSON.parse(mapped);
  if (!isTaking) return { text, map, mangleCache };
  const [before, ...rest] = asTaking(text, name);
  return { text: `${LICENSE_LINE}\n${[before, ...rest].join('')}`, map: movedDown(map, before.length), mangleCache };
}

async function smaller(text, content, file) {
  const { code, map } = await minify(text, { ...TERSER, module: !isScript(file), sourceMap: { content, filename: basename(file), asObject: true } });
  // terser leaves out what the sources say.
  const sourcesContent = map.sources.map((source) => content.sourcesContent[content.sources.indexOf(source)]);
  const made = { text: code, map: { ...map, sourcesContent } };
  return file === 'kago.js' ? made : ofNoBundler(made);
}

/** What is imported by its address a bundler has to leave to the browser. Minifiers drop the comments that say so. */
function ofNoBundler({ text, map }) {
  const ADDRESS = /(?<=import\()(?=[\w$])/g;
  const WORD = '/* webpackIgnore: true *//* @vite-ignore */';
  const lines = decode(map.mappings);
  for (const [i, line] of text.split('\n').entries()) {
    const places = Array.from(line.matchAll(ADDRESS), ({ index }) => index);
    for (const segment of lines[i] ?? []) segment[0] += places.filter((place) => place <= segment[0]).length * WORD.length;
  }
  return { text: text.replace(ADDRESS, WORD), map: { ...map, mappings: encode(lines) } };
}

const isScript = (file) => /^kago.*\.js$|\.cjs$/.test(file);

/** A map of the same code a line below and `columns` to the right. */
function movedDown(map, columns) {
  const lines = decode(map.mappings);
  for (const segment of lines[0]) segment[0] += columns;
  return { ...map, mappings: encode([[], ...lines]) };
}

/** The map stands beside the file. Only what bundlers alone read names it: to a shopper that line would be bytes. */
function write(file, { text, map }, isNamed) {
  mkdirSync(dirname(at('dist', file)), { recursive: true });
  writeFileSync(at('dist', file), isNamed ? `${text.trimEnd()}\n//# sourceMappingURL=${basename(file)}.map\n` : text);
  writeFileSync(at('dist', `${file}.map`), JSON.stringify(map));
}

// What npm's entries load is a file of its own, of which a bundler makes a chunk; and so is what they share, but for `require`.
function apart() {
  return {
    name: 'apart',
    setup: ({ onResolve }) => onResolve({ filter: /^\.{1,2}\/(\w+\/)?\w+$/ }, ({ path, kind, importer }) => {
      const name = path.replace(/.*\//, '');
      if (kind === 'dynamic-import') return { path: name === 'own' ? './own.js' : `./observe/${name}.js`, external: true };
      return name === 'create' && !importer.endsWith('require.ts') ? { path: './create.js', external: true } : undefined;
    }),
  };
}
