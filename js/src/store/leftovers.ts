// Inputs that a page wrote down for whoever comes to a step next: it ended, or its core wasn't there yet.
// Each is a line of core/input.h. What kind of line it is, and how many are kept.

const AGE_MS_MAX = 30 * 86_400_000;
/** Over all lines, in UTF-16 units; a line costs LINE_UNITS more than it has, so 3,000 short ones are the end too. */
export const LEFT_UNITS_MAX = 3_000_000;
const LINE_UNITS = 1_000;

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

export const costOf = (line: string) => line.length + LINE_UNITS;

/** Of lines from the oldest on those that are too many or too old, by their place, and the line that counts them. */
export function excessOf(lines: string[], now: number): { places: number[]; count: string } | undefined {
  const numberIn = (line: string, pattern: RegExp) => Number(pattern.exec(line)?.[1] ?? 0);
  const places: number[] = [];
  let lost = 0;
  let room = LEFT_UNITS_MAX;
  for (const line of lines) room -= costOf(line);
  lines.forEach((line, place) => {
    const isOld = isCall(line) && numberIn(line, /"time":(\d+)/) < now - AGE_MS_MAX;
    if (room >= 0 && !isOld) return;
    room += costOf(line);
    places.push(place);
    lost += isCall(line) ? 1 : numberIn(line, /^{"type":"lost".*"count":(\d+)/);
  });
  return places.length > 0 ? { places, count: lostLine('not_carried_out', lost) } : undefined;
}
