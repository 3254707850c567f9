// A page in debug mode tells what it refused or mended itself. The collector
// keeps that beside the events, so that QA finds everything in one place. It
// is of the browser that told it, and has nobody's contact data.

import { findingsWithoutContact, isOfGoods, withoutContact } from './contact.js';
import { isFlat, isObject, textOrNull } from './envelope.js';
import { indexedColumns } from './judge.js';
import { limits } from '../limits.js';

const byteLength = (value) => Buffer.byteLength(JSON.stringify(value));
const listOrEmpty = (value) => (Array.isArray(value) ? value : []);

/** The reasons matter more than the content: properties go first when it is too large or deep. */
function fitted(diagnostic) {
  if (isFlat(diagnostic) && byteLength(diagnostic) <= limits.diagnosticBytes) return diagnostic;
  const { properties, ...rest } = diagnostic;
  return isFlat(rest) && byteLength(rest) <= limits.diagnosticBytes ? rest : null;
}

const timeOrNull = (value) => (/^[\d:.TZ+-]{1,40}$/i.test(value) ? value : null);
/** Without what may be personal, or secret, in it. */
const pageOrNull = (value) => (URL.canParse(value) ? textOrNull(value.split(/[?#]/)[0]) : null);
const findingsOf = (list, isQuoted) => findingsWithoutContact(listOrEmpty(list), isQuoted);

function toReport({ id, name, time, event_id, page, properties, violations, warnings }, anonymous_id) {
  const isKnown = isOfGoods(name);
  const event = { event_id: textOrNull(event_id), name: textOrNull(name), time: timeOrNull(time), page: pageOrNull(page) ?? undefined, properties: isKnown ? properties : undefined };
  return {
    ...indexedColumns(event),
    anonymous_id,
    status: 'refused',
    origin: 'page',
    event: JSON.stringify(event),
    violations: findingsOf(violations, isKnown),
    warnings: findingsOf(warnings, isKnown),
    fingerprint: null,
    diagnostic_id: id,
  };
}

const isReport = ({ status }) => status === 'refused';
const isMending = ({ status, event_id, warnings }) =>
  status === 'accepted' && textOrNull(event_id) !== null && listOrEmpty(warnings).length > 0;

/**
 * @param {{ diagnostics?: unknown, anonymous_id?: unknown }} body untrusted; who is erased takes along what their browsers told
 * @returns {{ reports: import('../store/writer.js').Entry[], mendings: import('../store/writer.js').Mending[] }}
 */
export function readDiagnostics({ diagnostics, anonymous_id }) {
  const browser = textOrNull(anonymous_id);
  const usable = listOrEmpty(diagnostics)
    .slice(0, limits.diagnosticsPerRequest)
    .filter((diagnostic) => isObject(diagnostic) && textOrNull(diagnostic.id))
    .map(fitted)
    .filter((diagnostic) => diagnostic !== null)
    .map(withoutContact);
  return {
    reports: usable.filter(isReport).map((diagnostic) => toReport(diagnostic, browser)),
    mendings: usable.filter(isMending).map(({ id, event_id, name, warnings }) => ({ diagnostic_id: id, event_id, anonymous_id: browser, warnings: findingsOf(warnings, isOfGoods(name)) })),
  };
}
