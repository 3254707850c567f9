// Reads what is stored, in the one row shape that the query, the stream and
// the inspector share.

import { limits } from '../limits.js';

// Warnings of an accepted event may come with another request than the event.
const rowQuery = `
  SELECT id, status, origin, event_id, name, time, received_at, cart_id, event, violations, warnings,
    CASE status WHEN 'accepted' THEN (
      SELECT json_group_array(json(mended.warnings)) FROM mended WHERE mended.event_id = records.event_id AND mended.shop = records.shop
    ) ELSE '[]' END AS mended
  FROM records`;

function toRow({ event, violations, warnings, mended, ...columns }) {
  return {
    ...columns,
    event: JSON.parse(event),
    violations: JSON.parse(violations),
    warnings: [...JSON.parse(warnings), ...JSON.parse(mended).flat()],
  };
}

/** Equality filters; an empty value means "any", as a form sends it. */
function whereClause({ name, cart_id, status, event_id, after, order }) {
  const equal = Object.entries({ name, cart_id, status, event_id }).filter(([, value]) => value);
  const conditions = equal.map(([column]) => `${column} = ?`);
  const values = equal.map(([, value]) => value);
  if (after !== undefined) {
    conditions.push(order === 'desc' ? 'id < ?' : 'id > ?');
    values.push(after);
  }
  return { text: conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '', values };
}

function sumCounts(ledgers) {
  const sum = {};
  for (const { counts } of ledgers) {
    for (const [reason, count] of Object.entries(JSON.parse(counts))) sum[reason] = (sum[reason] ?? 0) + count;
  }
  return sum;
}

/** @param {import('libsql').Database} database */
export function createReader(database) {
  // all() and not get(): get() would leave its statement, and so a read transaction, open.
  const all = (sql, values = []) => database.prepare(sql).all(values);
  const one = (sql) => all(sql)[0];

  return {
    /** One page; `next` is the `after` of the following page, null at the end. */
    page(filter) {
      const { text, values } = whereClause(filter);
      const direction = filter.order === 'desc' ? 'DESC' : 'ASC';
      const found = all(`${rowQuery} ${text} ORDER BY id ${direction} LIMIT ?`, [...values, filter.limit + 1]);
      const events = found.slice(0, filter.limit).map(toRow);
      return { events, next: found.length > filter.limit ? events.at(-1).id : null };
    },

    acceptedByEventId(eventId) {
      return all(`${rowQuery} WHERE status = 'accepted' AND event_id = ?`, [eventId]).map(toRow);
    },

    /** The highest id ever given, also when its row is gone. */
    lastId() {
      return one("SELECT max(seq) AS id FROM sqlite_sequence WHERE name = 'records'").id ?? 0;
    },

    countAccepted() {
      return one("SELECT count(*) AS n FROM records WHERE status = 'accepted'").n;
    },

    summary() {
      const { accepted, refused, carts } = one(`SELECT
        count(*) FILTER (WHERE status = 'accepted') AS accepted,
        count(*) FILTER (WHERE status = 'refused') AS refused,
        count(DISTINCT cart_id) FILTER (WHERE status = 'accepted') AS carts FROM records`);
      const names = all('SELECT DISTINCT name FROM records WHERE name IS NOT NULL ORDER BY name LIMIT ?',
        [limits.summaryNames]).map(({ name }) => name);
      return { accepted, refused, carts, names, never_arriving: sumCounts(all('SELECT counts FROM ledgers')) };
    },
  };
}
