// What leaves the page of what a platform says: the members of a selection, which the core's tables are
// the source of (core/platform/selections.h). Nothing else is even written down.

import type { Selection } from '../../generated/selections';

/** A copy of that much, at each depth; an object where the selection has a text loses its members. */
export const pick = (value: unknown, selection: Selection): unknown => copy(value, selection);

/** Lists in lists, of which an endless one may be made; objects end with the selection. */
const LISTS_MAX = 2;

function copy(value: any, selection: Selection | 1, lists = 0): unknown {
  // Pages give all objects and lists a `toJSON` (Prototype.js): those aren't of the value's class.
  if (typeof value === 'object' && value && !Array.isArray(value) && value.toJSON !== ({} as any).toJSON) value = value.toJSON?.() ?? value;
  if (typeof value !== 'object' || !value) return value;
  if (Array.isArray(value)) return lists < LISTS_MAX ? value.map((one) => copy(one, selection, lists + 1)) : undefined;
  const picked: Record<string, unknown> = {};
  for (const key of Object.keys(selection)) picked[key] = copy(value[key], (selection as Selection)[key]);
  return picked;
}
