// How somebody is to be reached, where it would be nobody's: what pages tell of their own refusals, and events that were
// refused and name no user, can't be found when a user is erased. So such data isn't kept there, whatever it is called:
// not in an event about contact data, however its name is spelt, not under a personal name, not by its form. Accepted
// events have an owner and go with them (store/erase.js).

// Of core/event/personal.h; `npm run build` puts it there.
import { PERSONAL } from '../core/personal.js';
import { CONTACT_EVENT } from '../store/rows.js';

const LEFT_OUT = '…';
// Word by word: one pattern for a whole address would look for its end anew from each letter of a long text.
const WORD = /[^\s"'<>(),;]+/g;
const NUMBER = /([+\uff0b\ufe62]|%2b)\d[\d\s()./-]{5,}\d/gi;

/** Full-width letters and accents are spellings too. */
const plain = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '');
const lettersOf = (name) => plain(String(name)).toLowerCase().replace(/[^a-z]/g, '');

/** Whether an event of that name is about contact data. */
export const isContactName = (name) => lettersOf(name).includes(lettersOf(CONTACT_EVENT.split('.')[1]));

/** What is about goods, and nothing else: of any other name nobody knows what it holds. */
export const isOfGoods = (name) => /^(ecommerce\.[a-z_]+|kago\.cart_emptied)$/.test(name) && !isContactName(name);

const NAMES = new Set(PERSONAL.split(' '));
/** More words than a personal name has letters. */
const WORDS_MAX = 20;
const wordsOf = (name) => plain(name).replace(/([a-z])(?=[A-Z])/g, '$1 ').toLowerCase().split(/[^a-z]+/).filter(Boolean).slice(-WORDS_MAX);

/** By the last words of a name, as the core does. */
function isPersonal(name) {
  const words = wordsOf(name);
  return words.some((_, at) => NAMES.has(words.slice(at).join('')));
}

/** Whatever stands in these is about somebody; as amounts, `shipping` is none. */
const ABOUT = /^(customer|buyer|shopper|contact|recipient|user|person|people|account|profile|billing|shipping|guest)s?$/;
const isAbout = (name, part) => typeof part === 'object' && part !== null && ABOUT.test(wordsOf(name).at(-1) ?? '');

/** Whether something on that way has a personal name. */
export const isPersonalPath = (path) => path.split(/[.[\]]/).some(isPersonal);

const withoutContactText = (text) => text.replace(WORD, (word) => (/[@\uff20\ufe6b]|%40/.test(word) ? LEFT_OUT : word)).replace(NUMBER, LEFT_OUT);

/** The same without it. @param {any} value JSON, of bounded depth */
export function withoutContact(value) {
  if (typeof value === 'string') return withoutContactText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutContact);
  const isKept = ([name, part]) => typeof part === 'boolean' || part === null || !(isPersonal(name) || isAbout(name, part));
  const kept = Object.entries(value).filter((member) => isKept(member) && withoutContactText(member[0]) === member[0]);
  return Object.fromEntries(kept.map(([name, part]) => [name, withoutContact(part)]));
}

/** What is wrong with an event, quoting none of its contact data. @param {any[]} findings of any shape @param {boolean} isQuoted whether values may be shown */
export const findingsWithoutContact = (findings, isQuoted) => findings.filter((finding) => typeof finding === 'object' && finding !== null).map(({ path, code, found, expected }) => {
  const place = withoutContactText(String(path ?? ''));
  return { path: place, code: withoutContactText(String(code ?? '')), ...(isQuoted && !isPersonalPath(place) ? { found: withoutContact(found), expected: withoutContact(expected) } : { found: null, expected: null }) };
});
