// Turns one posted event into the entry that is stored: accepted, or refused
// with the reasons. The rules themselves are the core's (`validate`).

import { createHash } from 'node:crypto';
import { findingsWithoutContact, isContactName, withoutContact } from './contact.js';
import { isFlat, isObject, textOrNull } from './envelope.js';
import { limits } from '../limits.js';

/** @typedef {{ path: string, code: string, found: unknown, expected: unknown }} Violation */

const notAnObject = { path: '', code: 'unexpected_data_type', expected: 'an event object' };
// Without an id of its own an event could be stored twice.
const noEventId = { path: 'event_id', code: 'missing_property',
  expected: `a text of 1 to ${limits.textColumnCharacters} characters` };

// A page's own are never so deep: whatever it is, it isn't kept, and the events beside it are.
const tooDeep = { path: '', code: 'too_deep', found: null, expected: 'an event that can be read' };

/** @returns {string|null} null when it is nested too deeply */
function serialize(event) {
  try {
    return JSON.stringify(event);
  } catch {
    return null;
  }
}

/** @returns {Violation[]} empty when the event is fit to be stored as accepted */
function findViolations(event, text, validate) {
  if (!isObject(event)) return [{ ...notAnObject, found: isFlat(event) ? event : null }];
  const { valid, violations } = validate(text);
  if (!valid) return violations;
  return textOrNull(event.event_id) ? [] : [{ ...noEventId, found: event.event_id ?? null }];
}

/** Whose an event is, as a path has it that asks for the erasure: of any length that fits there, numbers too. */
function ownerOrNull(value) {
  const text = Number.isSafeInteger(value) ? String(value) : value;
  return typeof text === 'string' && text !== '' && text.isWellFormed() && encodeURIComponent(text).length <= limits.pathPartCharacters ? text : null;
}

/** The indexed columns; tolerant, because refused events come in any shape. */
export function indexedColumns(event) {
  return {
    event_id: textOrNull(event?.event_id),
    name: textOrNull(event?.name),
    time: textOrNull(event?.time),
    cart_id: textOrNull(event?.properties?.cart_id),
    checkout_id: textOrNull(event?.properties?.checkout_id),
    order_id: textOrNull(event?.properties?.order_id),
    user_id: ownerOrNull(event?.user_id),
    anonymous_id: ownerOrNull(event?.anonymous_id),
  };
}

/** Of contact data what isn't right is nobody's in particular: it might be kept when its shopper is erased. */
const isContact = ({ name }) => isContactName(name);

/** The same of what names no user. */
const isOfNobody = ({ user_id }) => user_id === null;

/** It names a user in a way in which nobody could ask for the erasure: only what kind of event it was is kept. */
const isUnaskable = (event, { user_id }) => user_id === null && !['', null, undefined].includes(event?.user_id);
const outlineOf = ({ event_id, name, time, anonymous_id }) => ({ event_id, name, time, anonymous_id, cart_id: null, checkout_id: null, order_id: null, user_id: null });

function keptText(event, text, columns) {
  if (isUnaskable(event, columns)) return JSON.stringify({ ...outlineOf(columns), left_out: 'a user_id by which nobody could ask for its erasure' });
  if (isContact(columns)) return JSON.stringify({ ...columns, left_out: 'contact data' });
  if (!isFlat(event)) return JSON.stringify({ ...columns, left_out: 'nested too deeply' });
  if (Buffer.byteLength(text) <= limits.refusedEventBytesKept) return isOfNobody(columns) ? JSON.stringify(withoutContact(event)) : text;
  return JSON.stringify({ ...columns, left_out: `${text.length} characters` });
}

/**
 * @param {unknown} event
 * @param {(text: string) => { valid: boolean, violations: Violation[] }} validate
 * @returns {import('../store/writer.js').Entry}
 */
export function judge(event, validate) {
  const columns = indexedColumns(event);
  const serialized = serialize(event);
  const text = serialized ?? JSON.stringify(columns);
  const violations = serialized === null ? [tooDeep] : findViolations(event, text, validate);
  const entry = { ...columns, origin: 'collector', violations, warnings: [], diagnostic_id: null };
  if (violations.length === 0) return { ...entry, status: 'accepted', event: text, fingerprint: null };
  const fingerprint = createHash('sha256').update(text).digest('hex');
  const isHidden = isContact(columns) || isUnaskable(event, columns);
  const kept = isHidden || isOfNobody(columns) ? findingsWithoutContact(violations, !isHidden) : violations;
  return { ...entry, ...(isUnaskable(event, columns) && outlineOf(columns)), violations: kept, status: 'refused', event: keptText(event, text, columns), fingerprint };
}
