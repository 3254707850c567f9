// What a test that failed is told: what is missing, what came instead, and why nothing may have come.

const SHOWN = 10;
const CHARACTERS = 300;

const cut = (text) => (text.length > CHARACTERS ? `${text.slice(0, CHARACTERS)}…` : text);

function section(title, rows, lineOf) {
  if (rows.length === 0) return [];
  const more = rows.length > SHOWN ? [`  and ${rows.length - SHOWN} more`] : [];
  return [title, ...rows.slice(0, SHOWN).map((row) => `  ${cut(lineOf(row))}`), ...more];
}

const reasonsOf = ({ violations }) => violations.map(({ path, code }) => `${path || 'the event'} ${code}`).join(', ');
const eventLine = ({ id, event }) => `event ${id} ${event.name} ${JSON.stringify(event.properties)}`;
const refusedLine = (row) => `event ${row.id} ${row.name} (${row.origin === 'page' ? 'in the page' : 'by the collector'}): ${reasonsOf(row)}`;
const requestLine = ({ request }) => `a post ${request.origin === null ? 'of no page' : `from ${request.origin}`}: ${request.status} ${request.code}: ${request.error}`;

/**
 * @param {{ missing: object[], unexpected: object[] }} comparison @param {object[]} bad what was refused, newest first
 * @param {{ seconds: number, only: boolean }} how
 */
export function describeFailure({ missing, unexpected }, bad, { seconds, only }) {
  const lacking = missing.reduce((sum, { times }) => sum + times, 0);
  const title = lacking > 0 ? `${lacking} expected event${lacking === 1 ? '' : 's'} did not come within ${seconds} s:` : 'All expected events came, and others that must not:';
  return [
    ...(lacking > 0 ? section(title, missing, ({ message }) => message) : [title]),
    ...section(only && lacking === 0 ? 'Not expected:' : 'What came besides:', unexpected, eventLine),
    ...section('What was refused:', bad.filter(({ origin }) => origin !== 'request'), refusedLine),
    ...section('Posts that were turned away as a whole:', bad.filter(({ origin }) => origin === 'request'), requestLine),
  ].join('\n');
}
