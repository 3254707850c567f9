// The declarations of the npm package.

import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';

import { at, isOlder } from './files.mjs';

// As TypeScript's `nodenext` wants them, which looks for the files that are named; and those of `require` once more as .d.cts.
export function writeTypes() {
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
