// Events as values that can say what a JavaScript number can't: `1e400`, `-0`, `19.90`. A number of
// that sort is a Num, the text it is written with.

export class Num {
  constructor(text) {
    this.text = text;
  }
}

export const num = (text) => new Num(text);
export const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Num);
export const isContainer = (value) => Array.isArray(value) || isObject(value);

export function toJson(value) {
  if (value instanceof Num) return value.text;
  if (Array.isArray(value)) return `[${value.map(toJson).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  return `{${Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}:${toJson(item)}`).join()}}`;
}

/** Sets a member as JSON.parse does: `__proto__` is a key like any other. */
export function setMember(object, key, value) {
  Object.defineProperty(object, key, { value, configurable: true, enumerable: true, writable: true });
}

export function copyOf(value) {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isObject(value)) return value;
  const copy = {};
  for (const [key, item] of Object.entries(value)) setMember(copy, key, copyOf(item));
  return copy;
}
