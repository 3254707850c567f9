// Makes what the checker's page loads of the SDK's sources (checks.js), when somebody first asks for it.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const entry = fileURLToPath(new URL('./checks.js', import.meta.url));

/** @param {boolean} isTag as in kago.js, where all options are text */
export async function bundleChecks(isTag) {
  const { outputFiles: [file] } = await build({
    entryPoints: [entry], bundle: true, write: false, format: 'esm', target: 'es2022', logLevel: 'error',
    define: { __TAG__: String(isTag), __VERSION__: '""', __BUILD__: '""', __INTEGRITY__: '""' },
  });
  return file.text;
}

/** Bytes of each file that a page may load, as they are and as they travel. */
export function sizesIn(distFolder) {
  const files = readdirSync(distFolder, { recursive: true }).filter((name) => /\.(js|wasm)$/.test(name));
  return Object.fromEntries(files.map((name) => {
    const bytes = readFileSync(join(distFolder, name));
    return [name, { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length }];
  }));
}
