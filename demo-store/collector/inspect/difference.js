// What a partial value asks of a found one, and where that differs. Of an object each member that is named has to be there, and
// fit; a list has to have as many items, each of which fits; all else has to be the same. Two whole values are compared by the
// same walk: then what only one of them has is a difference too.

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

function* inList(expected, found, path, isWhole) {
  for (let i = 0; i < Math.max(expected.length, found.length); i += 1) {
    const place = `${path}[${i}]`;
    if (i >= found.length) yield { path: place, expected: expected[i] };
    else if (i >= expected.length) yield { path: place, found: found[i] };
    else yield* differences(expected[i], found[i], { path: place, isWhole });
  }
}

function* inObject(expected, found, path, isWhole) {
  const placeOf = (name) => (path === '' ? name : `${path}.${name}`);
  for (const [name, value] of Object.entries(expected)) {
    if (Object.hasOwn(found, name)) yield* differences(value, found[name], { path: placeOf(name), isWhole });
    else yield { path: placeOf(name), expected: value };
  }
  if (!isWhole) return;
  for (const [name, value] of Object.entries(found)) if (!Object.hasOwn(expected, name)) yield { path: placeOf(name), found: value };
}

/**
 * In the order of what is expected.
 * @param {unknown} expected @param {unknown} found @param {{ path?: string, isWhole?: boolean }} [options] isWhole: nothing more may be there
 * @returns {Generator<Difference>}
 */
export function* differences(expected, found, { path = '', isWhole = false } = {}) {
  if (!isContainer(expected)) {
    if (expected !== found) yield { path, expected, found };
  } else if (!isContainer(found) || Array.isArray(found) !== Array.isArray(expected)) yield { path, expected, found };
  else yield* (Array.isArray(expected) ? inList : inObject)(expected, found, path, isWhole);
}

/** @returns {Difference | null} */
export const firstDifference = (expected, found) => differences(expected, found).next().value ?? null;
