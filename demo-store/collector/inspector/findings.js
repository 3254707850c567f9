// What is wrong with an event, in words, and where in it that stands.

import { remedyOf } from './about.js';

/** @typedef {{ path?: string, code?: string, found?: unknown, expected?: unknown }} Finding as the core tells it; refused events hold anything */

/** The steps of `properties.products[2].price`. */
const stepsOf = (path) => path.match(/[^.[\]]+/g) ?? [];

/** The longest beginning of a path that there is in the value: of a field that is missing the object in which it is. */
export function nearestPlace(value, path) {
  let place = '';
  for (let here = value, steps = stepsOf(path), i = 0; i < steps.length; i += 1) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, steps[i])) break;
    place = Array.isArray(here) ? `${place}[${steps[i]}]` : `${place}${place && '.'}${steps[i]}`;
    here = here[steps[i]];
  }
  return place;
}

const shown = (value) => (typeof value === 'string' ? value : JSON.stringify(value));

/** @param {Finding} finding @param {string} place where the words stand */
export function wordsOf({ path = '', code = '', found, expected }, place) {
  const isElsewhere = path !== place;
  const what = isElsewhere ? `${path.slice(place.length).replace(/^\./, '')} ${code === 'missing' ? 'is missing' : 'isn’t right'}` : '';
  const wanted = expected === undefined || expected === null ? '' : `expected ${shown(expected)}`;
  const had = !isElsewhere && found !== undefined && found !== null ? `found ${shown(found)}` : '';
  const said = [what, [wanted, had].filter(Boolean).join(', ')].filter(Boolean).join(': ');
  return [`${said || 'not right'} (${code}).`, remedyOf(code)].filter(Boolean).join(' ');
}
