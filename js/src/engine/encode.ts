// Values as JSON text that the core can judge: what JSON can't say is marked, so that the refusal names its
// path instead of the whole call failing here. Kago's own lines are written here too: `JSON.stringify` gets a
// copy and nothing else, since pages give all lists and objects a `toJSON` (Prototype.js), and put another
// function in its place that takes no second argument.

import { PERSONAL } from '../generated/personal';
import { attempt } from '../page/attempt';

/** What stands for a value under that name; undefined leaves it out. */
type Replace = (name: string, value: unknown) => unknown;

/** Over all values of one text, with the length of each: the page waits while it is written. */
const UNITS_MAX = 2_000_000;
const VALUE_UNITS = 20;

/** Never throws, whatever the shop passes: cycles, getters that throw, BigInt, NaN, a list without end. */
export function encode(whole: unknown, replace?: Replace): string {
  const ancestors: unknown[] = [];
  let room = UNITS_MAX;

  function copy(name: string, given: unknown): unknown {
    let value: any = said(given);
    if (replace) value = replace(name, value);
    room -= VALUE_UNITS + (value?.length || 0);
    if (room < 0 || ArrayBuffer.isView(value)) throw 'too much for a call';
    if (typeof value === 'bigint') return String(value);
    if (typeof value === 'number' && !Number.isFinite(value)) return mark(value);
    if (typeof value !== 'object' || !value) return value;
    if (ancestors.includes(value)) return mark('a cycle');
    ancestors.push(value);
    const twin: any = Array.isArray(value) ? [] : {};
    for (const key of Object.keys(value)) twin[key] = copy(key, value[key]);
    twin.toJSON = undefined; // last: Prototype.js has its own `Object.keys`, which finds it everywhere
    ancestors.pop();
    return twin;
  }

  try {
    return JSON.stringify(copy('', whole)) ?? 'null';
  } catch (error) {
    return JSON.stringify(mark(error));
  }
}

/** By the value's class, not by what a page has taught all dates, lists and objects. */
function said(value: any): unknown {
  if (value instanceof Date) return isNaN(+value) ? null : value.toISOString();
  const has = typeof value === 'object' && typeof value?.toJSON === 'function' && !Array.isArray(value) && value.toJSON !== ({} as any).toJSON;
  return has ? value.toJSON() : value;
}

// core/event/validator.cc knows the mark.
const mark = (what: unknown) => ({ $kago: textOf(what), toJSON: undefined });

/** In a cart that a shop hands over as it stands: whose it is, and what they have typed in. */
const OF_PERSON = /buyer|customer|address|mail|phone|note|message|attribut|propert|option|deliver|_data|sender|recipient|extension/i;

/** What opens an order or a cart: a call may be written down before the core has seen it. */
const SECRETS = /([?&](key|token|email|cart)=)[^&#"\\]*/gi;

/** The same in a product's address that the shop passes, which may be the page's own as it stands. A path behind `#` is a route. */
const PAGE_SECRETS = /#(?!!?\/)[^]*|([?&]([\w-]*(?:token|key|mail|password)|code|auth|sid|session|phone)=)[^&#]*/gi;

/** What a platform says. Half a surrogate pair (a title that was cut) mustn't cost the whole. `replace`: nothing was picked. */
export function encodeSeen(value: unknown, replace?: Replace): string {
  return encode(value, (name, part: any) => {
    if (replace) part = OF_PERSON.test(name) ? undefined : replace(name, part);
    return typeof part === 'string' ? (part as any).toWellFormed?.() ?? part : part;
  }).replace(SECRETS, '$1');
}

/** Somebody else may have made the link, and with each the whole of `seen` is looked through. */
const PARAMETERS_MAX = 100;

/**
 * A page's address with the parameters that the core reads (core/platform/mapping.h), that the shop has listed, or that
 * `seen` names itself: a page's own data tells its variants apart by address. Others may be secrets.
 */
export function addressOf(page: string, listed: string[] = [], seen = ''): string {
  const [, base, query = ''] = /^([^?#]*)\??([^#]*)/.exec(page)!;
  const kept = query.split('&', PARAMETERS_MAX).filter((parameter) => {
    const name = parameter.split('=')[0]!;
    const isListed = (one: string) => one === name || (one.endsWith('*') && name.startsWith(one.slice(0, -1)));
    return ['variant', 'attribute_*', ...listed].some(isListed) || (name !== parameter && seen.includes(parameter));
  });
  return kept.length > 0 ? `${base}?${kept.join('&')}` : base!;
}

/** A text for anything, also for what has none of its own. */
export const textOf = (value: unknown): string => attempt(() => String(value)) ?? typeof value;

/**
 * For a call that may be stored before the core sees it: personal members lose their values, but for names that the
 * shop has listed, and so do the keys of carts; the core warns of each by its name. And a product's addresses lose what
 * may be a secret of the page: shops pass `location.href`.
 */
export function withoutPersonal(personal: string[] = [], parameters: string[] = []): Replace {
  const known = new Map<string, boolean>();
  return (name, value) => {
    if (value === null || typeof value === 'boolean' || value === undefined) return value;
    if (!known.has(name)) known.set(name, isPersonal(name, personal));
    if (known.get(name)) return '…';
    if (typeof value !== 'string') return value;
    if (/^(cart_id|token)$/.test(name)) return value.replace(/\?[^]+/, '?…');
    // A link of another name is there to be sent: one that brings a checkout back needs its key.
    if (!/^(product|image)_url$/.test(name)) return value;
    // A picture may be shown for its parameters only.
    const stays = (parameter: string) => parameter && (name === 'image_url' || parameters.includes(parameter));
    return value.replace(PAGE_SECRETS, (all, start = '', parameter) => (stays(parameter) ? all : start));
  };
}

/** By the last words of a name, as core/event/personal.h says. */
function isPersonal(name: string, kept: string[]): boolean {
  const words = wordsOf(name);
  return words.some((_, at) => NAMES.has(words.slice(at).join(''))) && !kept.some((one) => wordsOf(one).join('') === words.join(''));
}

/** More words than a personal name has letters. */
const WORDS_MAX = 20;

const NAMES = new Set(PERSONAL.split(' '));
const wordsOf = (name: string) => name.replace(/([a-z])(?=[A-Z])/g, '$1 ').toLowerCase().split(/[^a-z]+/).slice(-WORDS_MAX);

/** 32 hexadecimal digits of randomness. */
export function entropy(): string {
  const bytes = new Uint8Array(16).map(() => Math.random() * 256);
  attempt(() => crypto.getRandomValues(bytes));
  // Not `Array.from`: that of MooTools and Prototype.js takes no function.
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
