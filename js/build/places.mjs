// A text that is edited, and where each unit of it stood before: so that a source map leads from what ships to the line
// that was written, past the edits that no tool knows of.

import { encode } from '@jridgewell/sourcemap-codec';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';

/** Around a piece of the text before, in a text that takes its place. No source has these. */
const MARKED = /\uE000(\d+)\uE001([^]*?)\uE002/g;

/** A piece of the text before, for an edit to put elsewhere. */
export const piece = (text, { start, end }) => `\uE000${start}\uE001${text.slice(start, end)}\uE002`;

export const placed = (text) => ({ text, places: Array.from(text, (_, i) => i) });

/** With `edits`, { start, end, text } each. What one puts has the place of what it replaces, but for its pieces. */
export function edited({ text, places }, edits) {
  const result = { text: '', places: [] };
  const put = (more, placeOf) => {
    result.text += more;
    for (let i = 0; i < more.length; i++) result.places.push(placeOf(i));
  };
  const keep = (start, end) => put(text.slice(start, end), (i) => places[start + i]);
  let end = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    keep(end, edit.start);
    let done = 0;
    for (const { 0: { length }, 1: start, 2: kept, index } of edit.text.matchAll(MARKED)) {
      put(edit.text.slice(done, index), () => places[edit.start]);
      put(kept, (i) => places[+start + i]);
      done = index + length;
    }
    put(edit.text.slice(done), () => places[edit.start]);
    end = edit.end;
  }
  keep(end, text.length);
  return result;
}

/** The source map of such a text, as a comment at its end. `code`, `map`: the text that was first, as esbuild has made it of `content`. */
export function mapComment({ text, places }, { code, map, source, content }) {
  const before = new TraceMap(map);
  const starts = [0, ...Array.from(code.matchAll(/\n/g), ({ index }) => index + 1)];
  const positionOf = (place) => {
    const line = starts.findLastIndex((start) => start <= place);
    return originalPositionFor(before, { line: line + 1, column: place - starts[line] });
  };
  let begin = 0;
  const lines = text.split('\n').map((line) => {
    const segments = Array.from(line.matchAll(/[\w$]+|[^\s\w$]/g), ({ index }) => [index, positionOf(places[begin + index])]);
    begin += line.length + 1;
    return segments.filter(([, { line: found }]) => found).map(([column, found]) => [column, 0, found.line - 1, found.column]);
  });
  const whole = JSON.stringify({ version: 3, sources: [source], sourcesContent: [content], mappings: encode(lines), names: [] });
  return `\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(whole).toString('base64')}`;
}
