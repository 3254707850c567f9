// Builds what ships: the core as WebAssembly (CMake, Emscripten), what is generated from the event
// table, then the bundles and types in dist/. Incremental: a second run with nothing changed takes
// a second.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build, transform } from 'esbuild';
import { minify } from 'terser';

import { closures } from './closures.mjs';
import { INTERNAL } from './internal.mjs';
import { asTaking, lends, takes } from './lent.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const at = (...path) => join(root, ...path);
const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));

// What every browser with WebAssembly has had for years (platforms.md 6.2); never --all-features.
const WASM_OPT = '-Oz --flatten --rereloop -Oz -O3 --converge --mvp-features --enable-mutable-globals --enable-sign-ext --enable-bulk-memory --enable-nontrapping-float-to-int';
// bindings/CMakeLists.txt
const MODULES = [
  'kago', 'kago-adobe', 'kago-bigcommerce', 'kago-shopify', 'kago-woocommerce', 'kago-page', 'kago-markup', 'kago-pixel',
  'kago-braze', 'kago-full', 'kago-debug', 'kago-server',
];
// What kago.js loads by itself, and observe/braze.js; observe/sources.js knows the others that a page loads.
const OF_OWN_CALLS = ['kago'];
const OF_BRAZE = ['kago-braze'];
const OF_NO_PAGE = ['kago-pixel', 'kago-server'];
const OF_SOURCES = MODULES.filter((module) => ![...OF_OWN_CALLS, ...OF_BRAZE, ...OF_NO_PAGE].includes(module));
// In dist/observe/ one file each, of js/src/observe/ where nothing else stands here: `tracker`, which each page loads; observers, loaded by the shops that use
// one; `sources` by all of those, `auto` where one has to be found, `report` where something is wrong, or with debug, `sight` in frames and where views count
// in which nothing is said, `braze` with that option.
const PARTS = ['tracker', 'sources', 'auto', 'report', 'sight', 'braze', 'adobe', 'bigcommerce', 'page', 'shopify', 'woocommerce'];
const FOLDERS = { tracker: 'api', sight: 'page', braze: 'receivers' };
// The modules that they may load.
const HASHES = { tracker: OF_OWN_CALLS, braze: OF_BRAZE };
// Of the npm package, in js/src/npm/.
const ENTRIES = ['index', 'shopify', 'bigcommerce', 'woocommerce', 'adobe', 'page', 'full'];
const LICENSE_LINE = `/*! Kago ${version}, MIT */`;
// After esbuild: terser inlines functions of one use and renames by scope, 4 % of the bytes. Nothing here changes what
// a program does, unless it looks for `prototype` or `new` in a function of its own that is no class (unsafe_arrows, unsafe_methods).
const TERSER = { ecma: 2022, toplevel: true, compress: { passes: 10, lhs_constants: false, unsafe_arrows: true, unsafe_methods: true }, format: { comments: /^!/ } };

buildWasm();
generate();
await bundle();
giveCollector();
writeTypes();

function buildWasm() {
  const env = { ...process.env, PATH: systemPath(), EM_CONFIG: emscriptenConfig(), NODE_PATH: '/usr/share/nodejs' };
  const run = (command, ...args) => execFileSync(command, args, { cwd: root, env, stdio: 'inherit' });
  if (!existsSync(at('build/wasm/build.ninja'))) run('emcmake', 'cmake', '--preset', 'wasm');
  run('cmake', '--build', '--preset', 'wasm');
  mkdirSync(at('dist'), { recursive: true });
  for (const name of MODULES) {
    const [built, shipped] = [at(`build/wasm/bindings/${name}.wasm`), at(`dist/${name}.wasm`)];
    if (isOlder(shipped, built)) run(at('node_modules/.bin/wasm-opt'), ...WASM_OPT.split(' '), built, '-o', shipped);
  }
  const [glue, ...others] = MODULES.map((name) => readFileSync(at(`build/wasm/bindings/${name}.mjs`), 'utf8'));
  if (others.some((other) => other !== glue)) throw new Error('the modules need different glue, but share one');
}

// JSON Schemas, the types of the events, docs/events.md and what observers hand over: core/schema/generate.cc
// makes them of the core's tables.
function generate() {
  const tool = at('build/release/kago_generate');
  const run = (command, ...args) => execFileSync(command, args, { cwd: root, stdio: 'inherit' });
  if (!existsSync(tool)) console.log('Building the native generator of schemas and types; this once it takes about half a minute.');
  if (!existsSync(at('build/release/build.ninja'))) run('cmake', '--preset', 'release');
  run('cmake', '--build', '--preset', 'release', '--target', 'kago_generate');
  for (const folder of ['build/generated', 'dist/schema']) rmSync(at(folder), { recursive: true, force: true });
  run(tool, at('build/generated'));
  cpSync(at('build/generated/schema'), at('dist/schema'), { recursive: true });
  for (const file of ['events.ts', 'selections.ts', 'personal.ts']) copyIfChanged(at('build/generated', file), at('js/src/generated', file));
  copyIfChanged(at('build/generated/events.md'), at('docs/events.md'));
}

// The collector's package has a core of its own: it is installed without this one.
function giveCollector() {
  mkdirSync(at('demo-store/collector/core'), { recursive: true });
  for (const file of ['node.js', 'kago-server.wasm']) copyFileSync(at('dist', file), at('demo-store/collector/core', file));
  copyFileSync(at('build/generated/personal.ts'), at('demo-store/collector/core/personal.js'));
  copyFileSync(at('build/generated/codes.json'), at('demo-store/collector/core/codes.json'));
}

function copyIfChanged(from, to) {
  if (existsSync(to) && readFileSync(to, 'utf8') === readFileSync(from, 'utf8')) return;
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}

// npm puts node_modules/.bin first: emcc would find our newer wasm-opt there and misread what it
// prints, and the glue would not fit the Wasm.
function systemPath() {
  return process.env.PATH.split(':').filter((folder) => !folder.includes('node_modules')).join(':');
}

// NODE_PATH: NodeSource's node doesn't look for modules where Debian's does. Debian's Emscripten
// finds no Closure compiler of its own.
function emscriptenConfig() {
  const file = at('build/emscripten.py');
  const compiler = at('node_modules/google-closure-compiler-linux/compiler');
  mkdirSync(at('build'), { recursive: true });
  writeFileSync(file, `exec(open('/usr/share/emscripten/.emscripten').read())\nCLOSURE_COMPILER = ['${compiler}']\n`);
  return file;
}

function isOlder(file, than) {
  return !existsSync(file) || statSync(file).mtimeMs < statSync(than).mtimeMs;
}

// One of these hashes has to be that of the module that a page loads. A dynamic import can't be held to a hash
// in every browser: observers have the name of their build.
function integrityOf(modules) {
  const hashOf = (name) => createHash('sha256').update(readFileSync(at(`dist/${name}.wasm`))).digest('base64');
  return JSON.stringify(modules.map((name) => `sha256-${hashOf(name)}`).join(' '));
}

function buildName() {
  const hash = createHash('sha256').update(integrityOf(MODULES));
  const sources = readdirSync(at('js/src'), { recursive: true }).filter((file) => file.endsWith('.ts'));
  for (const file of sources.sort()) hash.update(readFileSync(at('js/src', file)));
  return `${version}-${hash.digest('hex').slice(0, 8)}`;
}

async function bundle() {
  const name = JSON.stringify(buildName());
  const common = {
    bundle: true,
    minify: true,
    mangleProps: new RegExp(`^(${INTERNAL.join('|')})$`),
    target: 'es2022',
    alias: { 'kago-wasm': at('build/wasm/bindings/kago.mjs') },
    define: { __TAG__: 'false', __VERSION__: JSON.stringify(version), __BUILD__: name, __INTEGRITY__: integrityOf(OF_OWN_CALLS) },
    banner: { js: LICENSE_LINE },
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [{ name: 'glue', setup: ({ onLoad }) => onLoad({ filter: /bindings.kago\.mjs$/ }, restartable) }, closures(at('js/src'))],
  };
  const lending = [lends(at('js/src')), ...common.plugins];
  // What kago.js has shortened the files that take from it know by the same names.
  const { mangleCache } = await build({ ...common, entryPoints: [at('js/src/tag.ts')], outfile: at('dist/kago.js'), format: 'iife', plugins: lending, mangleCache: {}, define: { ...common.define, __TAG__: 'true' } });
  await Promise.all([
    build({ ...common, entryPoints: [at('js/src/npm/create.ts')], outfile: at('dist/create.js'), format: 'esm', plugins: lending, mangleCache }),
    build({ ...common, entryPoints: [at('js/src/npm/require.ts')], outfile: at('dist/index.cjs'), format: 'cjs', plugins: [...lending, apart()], mangleCache }),
    ...[...ENTRIES, 'own'].map((entry) => build({
      ...common, entryPoints: [at(`js/src/npm/${entry}.ts`)], outfile: at(`dist/${entry}.js`), format: 'esm', plugins: [...common.plugins, apart()], mangleCache,
    })),
    build({ ...common, entryPoints: [at('js/src/pixel.ts')], outfile: at('dist/pixel.js'), format: 'esm', define: { ...common.define, __INTEGRITY__: integrityOf(['kago-pixel', 'kago-debug']) } }),
    ...PARTS.map((part) => build({
      ...common, entryPoints: [at(`js/src/${FOLDERS[part] ?? 'observe'}/${part}`)], outfile: at(`dist/observe/${part}.js`), format: 'esm',
      plugins: [takes(at('js/src')), ...common.plugins], banner: {}, mangleCache,
      define: { ...common.define, __INTEGRITY__: integrityOf(HASHES[part] ?? OF_SOURCES) },
    })),
    build({ ...common, entryPoints: [at('js/src/node.ts')], outfile: at('dist/node.js'), format: 'esm', platform: 'node' }),
  ]);
  for (const part of PARTS) {
    const file = at(`dist/observe/${part}.js`);
    writeFileSync(file, `${LICENSE_LINE}\n${asTaking(readFileSync(file, 'utf8'), name)}`);
  }
  const shipped = ['kago.js', 'create.js', 'index.cjs', 'own.js', 'pixel.js', ...ENTRIES.map((entry) => `${entry}.js`), ...PARTS.map((part) => `observe/${part}.js`)];
  await Promise.all(shipped.map((file) => minifyFurther(at('dist', file))));
  const stub = await transform(readFileSync(at('js/src/stub.js'), 'utf8'), { minify: true, target: 'es5' });
  writeFileSync(at('dist/stub.js'), stub.code);
}

async function minifyFurther(file) {
  const { code } = await minify(readFileSync(file, 'utf8'), { ...TERSER, module: !/kago\.js$|\.cjs$/.test(file) });
  writeFileSync(file, code);
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

// Emscripten's minimal glue begins once, and some time after the call. Kago has to put a fresh instance in
// the place of one that has trapped before the next call, and to hear of a start that failed: so core.ts
// starts it, and only what it imports and exports is taken from here, without the views that nobody uses.
function restartable({ path }) {
  const parts = /var ([\w,]+);\s*WebAssembly\.instantiate\((\w)\.wasm,(.*)\)\.then\(function\((\w)\)\{\4=.*?\.exports;(.*)\w\(\2\)\}\);/.exec(readFileSync(path, 'utf8'));
  if (!parts) throw new Error(`${path} is not the glue of Emscripten 3.1.6`);
  const [, names, module, imports, wasm, begin] = parts;
  const used = begin.replace(/(?<!=)new \w+Array\(\w\);/g, '');
  return { contents: `export default (${module},start)=>{let ${names};start(${imports},(${wasm})=>{${used}})}` };
}

// As TypeScript's `nodenext` wants them, which looks for the files that are named; and those of `require` once more as .d.cts.
function writeTypes() {
  const sources = readdirSync(at('js/src'), { recursive: true }).filter((name) => name.endsWith('.ts')).map((name) => at('js/src', name));
  if (!sources.some((source) => isOlder(at('dist/types/npm/index.d.ts'), source))) return;
  rmSync(at('dist/types'), { recursive: true, force: true });
  execFileSync(at('node_modules/.bin/tsc'), ['-p', at('js/tsconfig.json')], { stdio: 'inherit' });
  copyFileSync(at('js/src/engine/kago-wasm.d.ts'), at('dist/types/kago-wasm.d.ts'));
  copyFileSync(at('js/global.d.ts'), at('dist/types/global.d.ts'));
  writeFileSync(at('dist/global.js'), 'export {};\n');
  const written = readdirSync(at('dist/types'), { recursive: true }).filter((name) => name.endsWith('.d.ts'));
  for (const name of written) writeFileSync(at('dist/types', name), withExtensions(readFileSync(at('dist/types', name), 'utf8')));
  for (const name of ['npm/index', 'api/types', 'generated/events']) {
    writeFileSync(at('dist/types', `${name}.d.cts`), readFileSync(at('dist/types', `${name}.d.ts`), 'utf8').replace(/(?<=['"]\.[^'"]*)\.js(?=['"])/g, '.cjs'));
  }
}

/** Of what a declaration imports of the same package. */
function withExtensions(text) {
  return text.replace(/(?<=(?:from |import\()['"])\.{1,2}\/[^'"]*(?=['"])/g, (path) => (path.endsWith('.js') ? path : `${path}.js`));
}
