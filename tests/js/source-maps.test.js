// The maps beside what ships lead from each place of it to the line of TypeScript that was written, past a class that was
// made a closure, esbuild and terser.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { tokenizer } from 'acorn';

import { TAG_FILES } from '../../js/modules.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path) => readFileSync(`${root}/${path}`, 'utf8');
const files = readdirSync(`${root}/dist`, { recursive: true }).filter((name) => /\.c?js$/.test(name) && !/^(stub|global)\.js$|^observe.kago/.test(name));
const LETTERS_MIN = 8;

/** The sources as they were written; what the build has put in their place (js/lent.mjs, the glue) is another text. */
const writtenOf = (file, { sources, sourcesContent }) => sources.map((source, i) => ({ source, path: join('dist', dirname(file), source), content: sourcesContent[i] }))
  .filter(({ path, content }) => existsSync(`${root}/${path}`) && !isPut(content))
  .map(({ source, path, content }) => ({ source, content, text: read(path) }));

const isPut = (content) => /@__PURE__ \*\/ lent\(/.test(content) || content.startsWith('export default (');

/** Texts of the shipped file that stand in one line of the sources alone, with where they stand in both. */
function* textsOf(code, sources) {
  const lines = sources.flatMap(({ source, text: whole }) => whole.split('\n').map((text, line) => ({ source, line: line + 1, text })));
  for (const { type, value, loc } of tokenizer(code, { ecmaVersion: 2022, sourceType: 'module', locations: true })) {
    if (!['string', 'template'].includes(type.label) || !value || value.length < LETTERS_MIN) continue;
    const written = lines.filter(({ text }) => text.includes(value));
    if (written.length === 1) yield { value, place: loc.start, written: written[0] };
  }
}

for (const file of files) {
  test(`dist/${file} has its map, which leads to the sources`, (t) => {
    const map = JSON.parse(read(`dist/${file}.map`));
    const trace = new TraceMap(map);
    const sources = writtenOf(file, map);
    for (const { source, content, text } of sources) assert.ok(content === text, `${source} is not as it was written`);
    const texts = [...textsOf(read(`dist/${file}`), sources)];
    const wrong = texts.filter(({ place, written }) => {
      const { source, line } = originalPositionFor(trace, place);
      return source !== written.source || line !== written.line;
    });
    t.diagnostic(`${texts.length} texts`);
    assert.ok(texts.length > 1);
    assert.deepEqual(wrong.map(({ value, place, written }) => [value, written.source, written.line, originalPositionFor(trace, place)]), []);
  });
}

test('what a shopper downloads names no map, which would be bytes; what bundlers read does', () => {
  const named = files.filter((file) => /sourceMappingURL=/.test(read(`dist/${file}`)));
  assert.deepEqual(named.sort(), files.filter((file) => !TAG_FILES.includes(file) && file !== 'node.js').sort());
  for (const file of named) assert.ok(read(`dist/${file}`).endsWith(`\n//# sourceMappingURL=${file}.map\n`), file);
});
