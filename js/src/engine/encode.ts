// A shop's values as JSON text that the core can judge: what JSON can't say is marked, so that the
// refusal names its path instead of the whole call failing here.

/** Never throws, whatever the shop passes: cycles, getters that throw, BigInt, NaN. */
export function encode(value: unknown): string {
  try {
    return JSON.stringify(value, marker()) ?? 'null';
  } catch (error) {
    return JSON.stringify(mark(textOf(error)));
  }
}

/**
 * What a platform says, with these members only, at any depth. Half a surrogate pair (a title that was cut)
 * mustn't cost the whole.
 */
export function encodeSeen(value: unknown, keys?: string[]): string {
  const text = keys ? encode(JSON.parse(JSON.stringify(value ?? null, keys))) : encode(value);
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

function marker() {
  const ancestors: unknown[] = [];
  return function (this: unknown, _key: string, value: unknown): unknown {
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
