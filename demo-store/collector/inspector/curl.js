// The command that posts an event once more, for a shell.

const quoted = (text) => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** What a page tells of an event that it refused says more than the event. @param {object} row as /v1/events gives it */
export const eventOf = ({ origin, event }) => (origin === 'page' ? Object.fromEntries(Object.entries(event).filter(([name, value]) => name !== 'page' && value !== null)) : event);

/** Whether all of it was kept. @param {object} row as /v1/events gives it */
export const canBePosted = ({ request, event }) => !request && event?.left_out === undefined;

/** @param {unknown} event @param {{ collector: string, writeKey: string | undefined }} to its origin, and a key of the shop */
export const curlOf = (event, { collector, writeKey = 'YOUR_WRITE_KEY' }) =>
  `curl ${quoted(`${collector}/v1/events`)} -H 'content-type: application/json' --data-raw ${quoted(JSON.stringify({ write_key: writeKey, events: [event] }))}`;
