// dist/manifest.json: of each file that a script tag may load the address by which the page asks for it, beside kago.js,
// and its hash as `integrity` takes it.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

import { MODULES, PARTS, TAG_FILES } from '../modules.mjs';
import { at, version } from './files.mjs';
import { buildName } from './names.mjs';

export function writeManifest() {
  const build = buildName();
  // What kago.js loads: another build is another address, whatever a cache has.
  const ofPage = (loader) => PARTS.some(({ name }) => name === loader);
  const cores = MODULES.filter(({ loadedBy }) => loadedBy.some(ofPage)).flatMap(({ name }) => [`${name}.wasm`, `observe/${name}.js`]);
  const loaded = [...PARTS.map(({ name }) => `observe/${name}.js`), ...cores];
  const files = TAG_FILES.toSorted().map((file) => {
    const bytes = readFileSync(at('dist', file));
    const integrity = `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
    return [file, { url: loaded.includes(file) ? `${file}?v=${build}` : file, integrity, bytes: bytes.length }];
  });
  const manifest = { version, build, files: Object.fromEntries(files) };
  writeFileSync(at('dist/manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  for (const file of ['kago.js', 'kago-standalone.js']) console.log(`dist/${file}  integrity="${manifest.files[file].integrity}"`);
}
