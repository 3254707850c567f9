// The JavaScript of dist/: esbuild makes a bundle of each entry (js/src/), terser a smaller one of that.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { build, transform } from 'esbuild';
import { minify } from 'terser';

import { closures } from '../closures.mjs';
import { INTERNAL } from '../internal.mjs';
import { asTaking, lends, takes } from '../lent.mjs';
import { ENTRIES, modulesOf, PARTS } from '../modules.mjs';
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
  const { text, mangleCache } = await bundled(name, kago);
  // What kago.js has shortened the files that take from it know by the same names.
  const made = [{ ...kago, text }, ...await Promise.all(bundles(mangleCache).map(async (one) => ({ ...one, ...await bundled(name, one) })))];
  // One after the other, in this order: what terser names something depends on what it has done before.
  for (const { file, isServed = true, text: whole } of made) {
    mkdirSync(dirname(at('dist', file)), { recursive: true });
    writeFileSync(at('dist', file), isServed ? await smaller(whole, file) : whole);
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
  const { outputFiles: [{ text }], mangleCache } = await build({
    entryPoints: [at('js/src', source)],
    outfile: at('dist', file),
    write: false,
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
  return { text: isTaking ? `${LICENSE_LINE}\n${asTaking(text, name)}` : text, mangleCache };
}

async function smaller(text, file) {
  const { code } = await minify(text, { ...TERSER, module: !/kago(-standalone)?\.js$|\.cjs$/.test(file) });
  return file === 'kago.js' ? code : ofNoBundler(code);
}

// What is imported by its address a bundler has to leave to the browser. Minifiers drop the comments that say so.
function ofNoBundler(code) {
  return code.replace(/import\((?=[\w$])/g, 'import(/* webpackIgnore: true *//* @vite-ignore */');
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
