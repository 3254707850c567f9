// What a partial value asks of a found one, and where that first differs. Of an object each member that is named has to be
// there, and fit; a list has to have as many items, each of which fits; all else has to be the same.

/** @typedef {{ path: string, expected?: unknown, found?: unknown }} Difference without the member that isn't there */

const isContainer = (value) => typeof value === 'object' && value !== null;
const leavesIn = (value) => (isContainer(value) ? Math.max(1, Object.values(value).reduce((sum, part) => sum + leavesIn(part), 0)) : 1);

/** One that is there with wrong content is nearer than none: a whole container counts one more than its leaves. */
const weightOf = (value) => (isContainer(value) ? leavesIn(value) + 1 : 1);

/**
 * How far it is from fitting; 0: it fits. Without ways, since nearly all that is compared isn't the nearest.
 * @param {unknown} expected JSON, of bounded depth @param {unknown} found @param {number} most of what is more only that is told, and no more looked at
 */
export function weigh(expected, found, most) {
  if (!isContainer(expected)) return expected === found ? 0 : 1;
  if (!isContainer(found) || Array.isArray(found) !== Array.isArray(expected)) return weightOf(expected);
  let weight = Array.isArray(expected) ? Math.max(0, found.length - expected.length) : 0;
  for (const name of Object.keys(expected)) {
    if (weight > most) break;
    weight += Object.hasOwn(found, name) ? weigh(expected[name], found[name], most - weight) : weightOf(expected[name]);
  }
  return weight;
}

export const fits = (expected, found) => weigh(expected, found, 0) === 0;

function firstInList(expected, found, path) {
  for (let i = 0; i < Math.max(expected.length, found.length); i += 1) {
    const place = `${path}[${i}]`;
    if (i >= found.length) return { path: place, expected: expected[i] };
    if (i >= expected.length) return { path: place, found: found[i] };
    const first = firstDifference(expected[i], found[i], place);
    if (first) return first;
  }
  return null;
}

function firstInObject(expected, found, path) {
  for (const [name, value] of Object.entries(expected)) {
    const place = path === '' ? name : `${path}.${name}`;
    const first = Object.hasOwn(found, name) ? firstDifference(value, found[name], place) : { path: place, expected: value };
    if (first) return first;
  }
  return null;
}

/** @returns {Difference | null} in the order of what is expected */
export function firstDifference(expected, found, path = '') {
  if (!isContainer(expected)) return expected === found ? null : { path, expected, found };
  if (!isContainer(found) || Array.isArray(found) !== Array.isArray(expected)) return { path, expected, found };
  return (Array.isArray(expected) ? firstInList : firstInObject)(expected, found, path);
}
