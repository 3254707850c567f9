// A shop's values as JSON text that the core can judge: what JSON can't say is marked, so that the
// refusal names its path instead of the whole call failing here.

/** Never throws, whatever the shop passes: cycles, getters that throw, BigInt, NaN. */
export function encode(value: unknown, without?: RegExp): string {
  try {
    return JSON.stringify(value, marker(without)) ?? 'null';
  } catch (error) {
    return JSON.stringify(mark(textOf(error)));
  }
}

/** In a cart that a shop hands over as it stands: whose it is, and what they have typed in. */
const OF_PERSON = /buyer|customer|address|mail|phone|note|message|attribut|propert|option|deliver|_data|sender|recipient|extension/i;

/** What a platform says. Half a surrogate pair (a title that was cut) mustn't cost the whole. */
export function encodeSeen(value: unknown, isPicked?: boolean): string {
  const text = encode(value, isPicked ? undefined : OF_PERSON);
  if (!/\\ud[89a-f]/.test(text)) return text;
  return JSON.stringify(JSON.parse(text), (_key, part) => part?.toWellFormed?.() ?? part);
}

/** A page's address without what opens an order or a cart: a call may be written down before the core sees it. */
export const withoutSecrets = (address: string) => address.replace(/([?&](key|token|email)=)[^&#]*/gi, '$1');

/** A text for anything, also for what has none of its own. */
export function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return typeof value;
  }
}

// core/event/validator.cc knows the mark.
const mark = (what: string) => ({ $kago: what });

function marker(without?: RegExp) {
  const ancestors: unknown[] = [];
  return function (this: unknown, key: string, value: unknown): unknown {
    if (without?.test(key)) return undefined;
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
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
