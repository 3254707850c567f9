// Inputs that a page wrote down for whoever comes to a step next: it ended, or its core wasn't there yet.
// Each is a line of core/input.h. What kind of line it is, and how many are kept.

import type { Left } from './backing';
import { costOf, LEFT_UNITS_MAX } from './records';

const AGE_MS_MAX = 30 * 86_400_000;
/** As they are read: those of the first records that have `max` lines. */
export function leftIn(records: unknown[], keys: IDBValidKey[], max = Infinity): Left[] {
  const left: Left[] = [];
  records.forEach((record, i) => {
    if (left.length < max) for (const line of String(record).split('\n')) left.push({ line, key: keys[i] as number });
  });
  return left;
}

/** What is to be done with each of their records: its other lines stay. '': none does. */
export function recordsWithout(gone: Left[], all: Left[]): Map<number, string> {
  const others = (key: number) => all.filter((left) => left.key === key && !gone.includes(left)).map(({ line }) => line);
  return new Map(gone.map(({ key }) => [key, others(key).join('\n')]));
}

/** Calls that say something about the shop; the others are the engine's own. */
export const isCall = (line: string) => /^{"type":"(track|observe|identify)"/.test(line);
export const isOutcome = (line: string) => line.startsWith('{"type":"outcome"');

/** So many calls will never be carried out. */
export const lostLine = (reason: string, count: number) => `{"type":"lost","reason":"${reason}","count":${count}}`;

/**
 * A newer release may know more types, and what a platform says only a module with that platform
 * understands (a tag and a pixel share the database).
 */
export function isUnderstood(line: string, platforms: string): boolean {
  const [, type, from] = /^{"type":"(\w+)"(?:(?:,"with":{[^}]*})?[^{}]*?"from":"([^"]*)")?/.exec(line) ?? [];
  if (type === 'observe' && from) return platforms.split(' ').includes(from);
  return /^(track|observe|identify|outcome|release|lost)$/.test(type);
}

/** From the oldest on those that are too many or too old, and the line that counts them. */
export function excessOf(all: Left[], now: number): { gone: Left[]; count: string } | undefined {
  const numberIn = (line: string, pattern: RegExp) => Number(pattern.exec(line)?.[1] ?? 0);
  const gone: Left[] = [];
  let lost = 0;
  let room = LEFT_UNITS_MAX;
  for (const { line } of all) room -= costOf(line);
  for (const left of all) {
    const { line } = left;
    const isOld = isCall(line) && numberIn(line, /"time":(\d+)/) < now - AGE_MS_MAX;
    if (room >= 0 && !isOld) continue;
    room += costOf(line);
    gone.push(left);
    lost += isCall(line) ? 1 : numberIn(line, /^{"type":"lost".*"count":(\d+)/);
  }
  return gone.length > 0 ? { gone, count: lostLine('not_carried_out', lost) } : undefined;
}
