// What a filter means: to the collector, which says what matches (queryOf), and to rows that are here already, so that the list
// follows at once, and also beside a collector that gives no answer (matches). Both mean the same (tests/collector/qa_api.test.js).

/** Of these the beginning will do. */
const IDS = ['cart_id', 'checkout_id', 'order_id', 'user_id', 'anonymous_id'];
const EXACT = ['name', 'status', 'shop', 'origin', 'visit', 'tab'];

/**
 * @typedef {{ text?: string, name?: string, status?: string, shop?: string, origin?: string, visit?: string, tab?: string, receiver?: string, cart_id?: string, checkout_id?: string,
 *   order_id?: string, user_id?: string, anonymous_id?: string, from?: string, to?: string, where?: string[] }} Filter
 *   where: each `path=value`; an empty text means any
 */

/** @param {Filter} filter @returns {[string, string][]} as the collector is asked */
export const queryOf = ({ where = [], ...filter }) => [
  ...Object.entries(filter).filter(([, value]) => value !== '').map(([name, value]) => [IDS.includes(name) ? `${name}_prefix` : name, value]),
  ...where.map((condition) => ['where', condition]),
];

/** Capitals of other scripts differ, as SQLite has it. */
const lowered = (text) => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

function contains({ event, violations, warnings, request }, text) {
  const wanted = lowered(JSON.stringify(text).slice(1, -1));
  return [event, violations, warnings, request].some((part) => part !== undefined && lowered(JSON.stringify(part)).includes(wanted));
}

/** `a.b[0].c[]` as its steps; '' is any item of a list. */
export const stepsOf = (path) => path.replace(/\[(\d*)\]/g, '.$1').split('.');

/** @returns {unknown[]} */
export function valuesAt(value, [step, ...rest]) {
  if (step === undefined) return [value];
  if (typeof value !== 'object' || value === null) return [];
  if (step === '') return Array.isArray(value) ? value.flatMap((item) => valuesAt(item, rest)) : [];
  const isThere = Object.hasOwn(value, step) && Array.isArray(value) === /^\d+$/.test(step);
  return isThere ? valuesAt(value[step], rest) : [];
}

/** What is typed is a text, and may be meant as a number, true, false or null. */
const isTyped = (value, typed) => value === typed || (/^(-?\d+(\.\d+)?|true|false|null)$/.test(typed) && value === JSON.parse(typed));

function hasProperty(row, condition) {
  const at = condition.indexOf('=');
  return valuesAt(row.event, stepsOf(condition.slice(0, at))).some((value) => isTyped(value, condition.slice(at + 1)));
}

/** @param {object} row as /v1/events gives it @param {Filter} filter */
export function matches(row, { text, receiver, from, to, where = [], ...filter }) {
  return EXACT.every((name) => !filter[name] || row[name] === filter[name])
    && IDS.every((name) => !filter[name] || (row[name] ?? '').startsWith(filter[name]))
    && (!from || Date.parse(row.received_at) >= Date.parse(from))
    && (!to || Date.parse(row.received_at) < Date.parse(to))
    && (!receiver || row.receivers.includes(receiver))
    && (!text || contains(row, text))
    && where.every((condition) => hasProperty(row, condition));
}
