// Values as JSON text that the core can judge: what JSON can't say is marked, so that the refusal names its
// path instead of the whole call failing here. Kago's own lines are written here too: `JSON.stringify` gets a
// copy and nothing else, since pages give all lists and objects a `toJSON` (Prototype.js), and put another
// function in its place that takes no second argument.

import { attempt } from '../page/attempt';

/** What stands for a value under that name; undefined leaves it out. */
export type Replace = (name: string, value: unknown) => unknown;

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
    const isList = Array.isArray(value);
    room -= VALUE_UNITS + (isList || typeof value === 'string' ? value.length : 0);
    if (room < 0 || ArrayBuffer.isView(value)) throw 'too much for a call';
    if (typeof value === 'bigint') return String(value);
    if (typeof value === 'number' && !Number.isFinite(value)) return mark(value);
    if (typeof value !== 'object' || !value) return value;
    if (ancestors.includes(value)) return mark('a cycle');
    ancestors.push(value);
    const twin: any = isList ? [] : {};
    for (const key of Object.keys(value)) twin[key] = copy(key, value[key]);
    if (twin.toJSON) twin.toJSON = undefined; // last: Prototype.js has its own `Object.keys`, which finds it everywhere
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

/** A text for anything, also for what has none of its own. */
export const textOf = (value: unknown): string => attempt(() => String(value)) ?? typeof value;

/** 32 hexadecimal digits of randomness. */
export function entropy(): string {
  const bytes = new Uint8Array(16).map(() => Math.random() * 256);
  attempt(() => crypto.getRandomValues(bytes));
  // Not `Array.from`: that of MooTools and Prototype.js takes no function.
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
