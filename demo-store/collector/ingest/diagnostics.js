// A page in debug mode tells what it refused or mended itself. The collector
// keeps that beside the events, so that QA finds everything in one place.

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

function toReport({ id, name, time, event_id, properties, violations, warnings }) {
  const event = { event_id, name, time, properties };
  return {
    ...indexedColumns(event),
    status: 'refused',
    origin: 'page',
    event: JSON.stringify(event),
    violations: listOrEmpty(violations),
    warnings: listOrEmpty(warnings),
    fingerprint: null,
    diagnostic_id: id,
  };
}

const isReport = ({ status }) => status === 'refused';
const isMending = ({ status, event_id, warnings }) =>
  status === 'accepted' && textOrNull(event_id) !== null && listOrEmpty(warnings).length > 0;

/**
 * @param {unknown} diagnostics untrusted
 * @returns {{ reports: import('../store/writer.js').Entry[], mendings: import('../store/writer.js').Mending[] }}
 */
export function readDiagnostics(diagnostics) {
  const usable = listOrEmpty(diagnostics)
    .slice(0, limits.diagnosticsPerRequest)
    .filter((diagnostic) => isObject(diagnostic) && textOrNull(diagnostic.id))
    .map(fitted)
    .filter((diagnostic) => diagnostic !== null);
  return {
    reports: usable.filter(isReport).map(toReport),
    mendings: usable.filter(isMending).map(({ id, event_id, warnings }) => ({ diagnostic_id: id, event_id, warnings })),
  };
}
