// Compares what a test expects with what came: what stands for what, what is missing and what came nearest to it, and what
// nobody expected.

import { firstDifference, fits, weigh } from './difference.js';
import { matchAny, matchInOrder } from './matching.js';

/**
 * @typedef {{ name?: string, times?: number }} Expected and any other member of an event: a part of it
 * @typedef {{ id: number, status: string, name: string | null, event: any, violations: { path: string, code: string }[] }} Row
 * @typedef {'no_event' | 'differs' | 'refused' | 'order' | 'taken'} Reason
 */

const shown = (value) => (value === undefined ? 'nothing' : JSON.stringify(value));

/** @param {Row} row @param {Reason} reason @param {import('./difference.js').Difference | null} difference */
function wordsOf(reason, row, difference) {
  const place = row && `event ${row.id}${row.status === 'refused' ? ' (refused)' : ''}`;
  switch (reason) {
    case 'no_event': return 'no such event came';
    case 'differs': return `${difference.path}: expected ${shown(difference.expected)}, found ${shown(difference.found)} in ${place}, which is nearest`;
    case 'refused': return `event ${row.id} is just that, but was refused: ${row.violations.map(({ path, code }) => `${path || 'the event'} ${code}`).join(', ')}`;
    case 'order': return `event ${row.id} is just that, but came in another order`;
    default: return `each event that is just that stands for another expected one already; the last is event ${row.id}`;
  }
}

/** Fewest differences first; of as many, accepted ones, then those that nothing expected has taken, then the newest. */
const isNearer = (one, other) => (one.weight - other.weight || one.isRefused - other.isRefused || one.isTaken - other.isTaken || other.row.id - one.row.id) < 0;

/** @param {object} expected @param {Row[]} came also refused ones @param {Set<number>} taken ids */
function nearestTo(expected, came, taken, requireTime) {
  let nearest = null;
  for (const row of came) {
    requireTime();
    if (expected.name !== undefined && row.event?.name !== expected.name) continue;
    const one = { weight: weigh(expected, row.event, nearest?.weight ?? Infinity), row, isRefused: Number(row.status === 'refused'), isTaken: Number(taken.has(row.id)) };
    if (!nearest || isNearer(one, nearest)) nearest = one;
  }
  return nearest;
}

/** @returns {Reason} */
function reasonOf(nearest, isOrdered) {
  if (!nearest) return 'no_event';
  if (nearest.weight > 0) return 'differs';
  if (nearest.isRefused) return 'refused';
  return isOrdered && !nearest.isTaken ? 'order' : 'taken';
}

function describeMissing({ index, expected }, times, came, { taken, isOrdered, requireTime }) {
  const nearest = nearestTo(expected, came, taken, requireTime);
  const reason = reasonOf(nearest, isOrdered);
  const difference = nearest && firstDifference(expected, nearest.row.event);
  return { index, times, expected, reason, nearest: nearest?.row ?? null, difference, message: `expected[${index}] ${expected.name ?? ''}: ${wordsOf(reason, nearest?.row, difference)}`.replace(' : ', ': ') };
}

/** Of each that is expected as many as it says. */
const unitsOf = (list) => list.flatMap(({ times = 1, ...expected }, index) => Array.from({ length: times }, () => ({ index, expected })));

/**
 * @param {Expected[]} list
 * @param {Row[]} rows what may stand for them, in the order in which it came
 * @param {{ isOrdered?: boolean, others?: Row[], requireTime?: () => void }} [options] others: what only may be nearest;
 *   requireTime: throws where it takes too long
 */
export function compareWithExpected(list, rows, { isOrdered = false, others = [], requireTime = () => {} } = {}) {
  const units = unitsOf(list);
  const fittingOf = list.map(({ times, ...expected }) => rows.flatMap(({ event }, at) => {
    requireTime();
    return fits(expected, event) ? [at] : [];
  }));
  const fitting = units.map(({ index }) => fittingOf[index]);
  const pairs = isOrdered ? matchInOrder(fitting, rows.length) : matchAny(fitting);
  const matched = units.flatMap(({ index }, i) => (pairs[i] === null ? [] : [{ index, row: rows[pairs[i]] }]))
    .sort((one, other) => one.index - other.index || one.row.id - other.row.id);
  const taken = new Set(matched.map(({ row }) => row.id));
  const missing = list.map((_, index) => units.filter((unit, i) => unit.index === index && pairs[i] === null)).filter(({ length }) => length > 0)
    .map((same) => describeMissing(same[0], same.length, [...rows, ...others], { taken, isOrdered, requireTime }));
  return { matched, missing, unexpected: rows.filter(({ id }) => !taken.has(id)) };
}
