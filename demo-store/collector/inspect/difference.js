// What a partial value asks of a found one, and where that first differs. Of an object each member that is named has to be
// there, and fit; a list has to have as many items, each of which fits; all else has to be the same.

/** @typedef {{ path: string, expected?: unknown, found?: unknown }} Difference without the member that isn't there */

const isContainer = (value) => typeof value === 'object' && value !== null;
const leavesIn = (value) => (isContainer(value) ? Math.max(1, Object.values(value).reduce((sum, part) => sum + leavesIn(part), 0)) : 1);

/** One that is there with wrong content is nearer than none: a whole container counts one more than its leaves. */
const weightOf = (value) => (isContainer(value) ? leavesIn(value) + 1 : 1);

function* ofList(expected, found, path) {
  for (let i = 0; i < Math.max(expected.length, found.length); i += 1) {
    const place = `${path}[${i}]`;
    if (i >= found.length) yield { path: place, expected: expected[i], weight: weightOf(expected[i]) };
    else if (i >= expected.length) yield { path: place, found: found[i], weight: 1 };
    else yield* differences(expected[i], found[i], place);
  }
}

function* ofObject(expected, found, path) {
  for (const [name, value] of Object.entries(expected)) {
    const place = path === '' ? name : `${path}.${name}`;
    if (Object.hasOwn(found, name)) yield* differences(value, found[name], place);
    else yield { path: place, expected: value, weight: weightOf(value) };
  }
}

/** @returns {Generator<Difference & { weight: number }>} in the order of what is expected */
function* differences(expected, found, path) {
  if (!isContainer(expected)) {
    if (expected !== found) yield { path, expected, found, weight: 1 };
  } else if (!isContainer(found) || Array.isArray(found) !== Array.isArray(expected)) {
    yield { path, expected, found, weight: weightOf(expected) };
  } else {
    yield* (Array.isArray(expected) ? ofList : ofObject)(expected, found, path);
  }
}

/** @param {unknown} expected JSON, of bounded depth @param {unknown} found */
export const fits = (expected, found) => differences(expected, found, '').next().done;

/** @returns {{ weight: number, first: Difference | null }} weight: how far it is from fitting; 0: it fits */
export function compare(expected, found) {
  const all = [...differences(expected, found, '')];
  const [{ weight, ...first } = {}] = all;
  return { weight: all.reduce((sum, difference) => sum + difference.weight, 0), first: all.length > 0 ? first : null };
}
