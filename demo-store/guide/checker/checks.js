// What the checker asks of the SDK: bundled from the SDK's own sources (bundle.js), once as the script tag has them and
// once as npm has them, so that it can say nothing else than the SDK does.

import { wordsFor } from '../../../js/src/api/option-words';
import { optionsOf, readOptions } from '../../../js/src/api/options';
import { isLeftToPlatform } from '../../../js/src/consent/first';
import { ANY_SHOP, hasConsent, namesOf, partOf, wasmFor } from '../../../js/src/observe/names';
import { findSources } from '../../../js/src/observe/sources';
import { nearest } from '../../collector/settings/nearest.js';

export { nearest, optionsOf };

/** As the SDK calls them. */
export const optionNames = Object.keys(optionsOf({}));

const AUTO = ['shopify', 'bigcommerce', 'woocommerce', 'adobe'].map((name) => [name]).concat([[...ANY_SHOP]]);

/**
 * @param {object} given options, as a shop has written them
 * @returns {Promise<{ options: object, problems: string[], pages: { sources: string[], consent: string, files: string[], later: string[] }[] }>}
 *   problems: in the SDK's words; pages: what each kind of page that this may be on waits for, and loads
 */
export async function check(given) {
  const problems = new Set();
  const options = readOptions(given, (name, value) => problems.add(wordsFor(name, value)));
  const names = namesOf(options.platform);
  // What `auto` finds depends on the page that it is on.
  const named = await findSources({
    options: { platform: names.filter((name) => name !== 'auto').join(' ') },
    complain: (what) => problems.add(`${what}. There are ${[...new Set(AUTO.flat())].join(', ')}, auto and none`),
  });
  const kinds = names.includes('auto') ? AUTO.map((found) => [...new Set([...named, ...found])]) : [named];
  return {
    options, problems: [...problems],
    pages: kinds.map((sources) => {
      const consent = consentOf(options, sources);
      return { sources, consent, ...filesOf(options, sources, problems.size > 0 || consent === 'nobody') };
    }),
  };
}

/** As observe/sources.ts has it once it knows what the page is: a word of the shop's, `platform`, or `nobody` where it was left to none. */
function consentOf(options, sources) {
  if (!isLeftToPlatform({ ...options, platform: sources })) return options.consent ?? 'granted';
  return options.observe !== false && sources.some(hasConsent) ? 'platform' : 'nobody';
}

/** Of the npm package, with what all entries share (js/src/npm/). Only `kago/full` has words for people. */
function entryFor(names, needsAll) {
  const parts = [...new Set(names.filter((name) => name !== 'none').map(partOf))];
  if (needsAll || names.includes('auto') || parts.length > 1) return ['full.js', 'create.js'];
  return [`${parts[0] ?? 'index'}.js`, 'create.js'];
}

/** As Desk and PageTracker load them (js/src/api/); held to it by tests/browser/checker.spec.js. */
function filesOf({ platform, observe, consent, debug, wasm, braze }, sources, isWrong) {
  const names = namesOf(platform);
  const observed = observe === false ? [] : sources.map(partOf);
  const parts = Object.entries({
    tracker: true, sources: names.some((name) => name !== 'none') || consent === 'platform' || debug || wasm, auto: names.includes('auto'), braze, report: debug || isWrong,
  }).filter(([, isLoaded]) => isLoaded).map(([part]) => part);
  return {
    files: [...new Set([
      ...(__TAG__ ? ['kago.js'] : entryFor(names, braze || debug)), ...[...parts, ...observed].map((part) => `observe/${part}.js`), ...(wasm ? [] : [`${wasmFor(sources, !!braze, !!debug)}.wasm`]),
    ])],
    later: observed.length > 0 && !wasm ? ['kago-markup.wasm'] : [],
  };
}
