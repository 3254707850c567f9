// A shop's values as JSON text that the core can judge: what JSON can't say is marked, so that the
// refusal names its path instead of the whole call failing here.

import { PERSONAL } from '../generated/personal';
import { attempt } from '../page/attempt';

/** What stands for a value under that name. */
type Replace = (name: string, value: unknown) => unknown;

/** Never throws, whatever the shop passes: cycles, getters that throw, BigInt, NaN. */
export function encode(value: unknown, replace?: Replace): string {
  try {
    return JSON.stringify(value, marker(replace)) ?? 'null';
  } catch (error) {
    return JSON.stringify(mark(textOf(error)));
  }
}

/** In a cart that a shop hands over as it stands: whose it is, and what they have typed in. */
const OF_PERSON = /buyer|customer|address|mail|phone|note|message|attribut|propert|option|deliver|_data|sender|recipient|extension/i;

/** What opens an order or a cart: a call may be written down before the core has seen it. */
const SECRETS = /([?&](key|token|email|cart)=)[^&#"\\]*/gi;

/** What a platform says. Half a surrogate pair (a title that was cut) mustn't cost the whole. `replace`: nothing was picked. */
export function encodeSeen(value: unknown, replace?: Replace): string {
  const text = encode(value, replace && ((name, part) => (OF_PERSON.test(name) ? undefined : replace(name, part)))).replace(SECRETS, '$1');
  if (!/\\ud[89a-f]/.test(text)) return text;
  return JSON.stringify(JSON.parse(text), (_key, part) => part?.toWellFormed?.() ?? part);
}

/**
 * A page's address with the parameters that the core reads (core/platform/mapping.h), that the shop has listed, or that
 * `seen` names itself: a page's own data tells its variants apart by address. Others may be secrets.
 */
export function addressOf(page: string, listed: string[] = [], seen = ''): string {
  const [, base, query = ''] = /^([^?#]*)\??([^#]*)/.exec(page)!;
  const kept = query.split('&').filter((parameter) => {
    const name = parameter.split('=')[0]!;
    const isListed = (one: string) => one === name || (one.endsWith('*') && name.startsWith(one.slice(0, -1)));
    return ['variant', 'attribute_*', ...listed].some(isListed) || (name !== parameter && seen.includes(parameter));
  });
  return kept.length > 0 ? `${base}?${kept.join('&')}` : base!;
}

/** A text for anything, also for what has none of its own. */
export const textOf = (value: unknown): string => attempt(() => String(value)) ?? typeof value;

// core/event/validator.cc knows the mark.
const mark = (what: string) => ({ $kago: what });

/**
 * For a call that may be stored before the core sees it: personal members lose their values, but for names that the
 * shop has listed, and so do the keys of carts. The core warns of each by its name.
 */
export function withoutPersonal(kept: string[] = []): Replace {
  const known = new Map<string, boolean>();
  return (name, value) => {
    if (value === null || typeof value === 'boolean' || value === undefined) return value;
    if (!known.has(name)) known.set(name, isPersonal(name, kept));
    if (known.get(name)) return '…';
    return typeof value === 'string' && /^(cart_id|token)$/.test(name) ? value.replace(/\?[^]+/, '?…') : value;
  };
}

/** By the last words of a name, as core/event/personal.h says. */
function isPersonal(name: string, kept: string[]): boolean {
  const words = wordsOf(name);
  return words.some((_, at) => NAMES.has(words.slice(at).join(''))) && !kept.some((one) => wordsOf(one).join('') === words.join(''));
}

const NAMES = new Set(PERSONAL.split(' '));
const wordsOf = (name: string) => name.replace(/([a-z])(?=[A-Z])/g, '$1 ').toLowerCase().split(/[^a-z]+/);

function marker(replace?: Replace) {
  const ancestors: unknown[] = [];
  return function (this: unknown, key: string, value: unknown): unknown {
    if (replace) value = replace(key, value);
    if (typeof value === 'bigint') return String(value);
    if (typeof value === 'number' && !Number.isFinite(value)) return mark(String(value));
    if (typeof value !== 'object' || value === null) return value;
    while (ancestors.length > 0 && ancestors[ancestors.length - 1] !== this) ancestors.pop();
    if (ancestors.includes(value)) return mark('a cycle');
    ancestors.push(value);
    return value;
  };
}

/** 32 hexadecimal digits of randomness. */
export function entropy(): string {
  const bytes = new Uint8Array(16).map(() => Math.random() * 256);
  attempt(() => crypto.getRandomValues(bytes));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
