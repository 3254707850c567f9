// Reads what is stored, for the query, the stream and the inspector. Rows leave as JSON text: their parts are texts already.
// It may read for long: reading.js keeps it off the thread that stores events.

import { limits } from '../limits.js';
import { conditionOf, RECEIVERS } from './conditions.js';

const ofVisit = (columns) => `(SELECT ${columns} FROM visit_events JOIN visits USING (page) WHERE visit_events.event_id = records.event_id LIMIT 1)`;

// Warnings of an accepted event may come with another request than the event; on which page it was made, with a third.
const rowQuery = `
  SELECT id, status, iif(request IS NULL, origin, 'request') AS origin, nullif(shop, '') AS shop, event_id, name, time, received_at, cart_id,
    checkout_id, order_id, user_id, anonymous_id, coalesce(request ->> '$.page', event ->> '$.page', ${ofVisit('url')}) AS page,
    ${ofVisit('page')} AS visit, ${ofVisit('tab')} AS tab, ${RECEIVERS} AS receivers, event, violations, warnings, request,
    CASE status WHEN 'accepted' THEN (
      SELECT json_group_array(json(mended.warnings)) FROM mended WHERE mended.event_id = records.event_id AND mended.shop = records.shop
    ) ELSE '[]' END AS mended
  FROM records`;

/** @typedef {{ id: number, text: string }} Row text: of the row's JSON; `request` in it: this is no event, but a post that was turned away */

/** @returns {Row} */
function toRow({ event, receivers, violations, warnings, request, mended, ...columns }) {
  const all = mended === '[]' ? warnings : JSON.stringify([...JSON.parse(warnings), ...JSON.parse(mended).flat()]);
  return { id: columns.id, text: `${JSON.stringify(columns).slice(0, -1)},"receivers":${receivers},"event":${event},"violations":${violations},"warnings":${all}${request === null ? '' : `,"request":${request}`}}` };
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
    /**
     * One page; `next` is the `after` of the following page, null at the end.
     * @param {import('./conditions.js').Filter & { after?: number, order?: 'asc' | 'desc', limit: number }} filter
     * @returns {{ rows: Row[], next: number | null }}
     */
    page({ limit, ...filter }) {
      const { text, values } = conditionOf(filter);
      const direction = filter.order === 'desc' ? 'DESC' : 'ASC';
      const found = all(`${rowQuery} WHERE ${text} ORDER BY id ${direction} LIMIT ?`, [...values, limit + 1]);
      const rows = found.slice(0, limit).map(toRow);
      return { rows, next: found.length > limit ? rows.at(-1).id : null };
    },

    /** @param {import('./conditions.js').Filter} filter @returns {{ total: number, good: number, bad: number }} */
    counts(filter) {
      const { text, values } = conditionOf(filter);
      return all(`SELECT count(*) AS total, count(*) FILTER (WHERE status = 'accepted') AS good, count(*) FILTER (WHERE status = 'refused') AS bad FROM records WHERE ${text}`, values)[0];
    },

    /** Those that a page has told of. @param {{ eventIds: string[], filter: import('./conditions.js').Filter }} which @returns {Row[]} */
    mended({ eventIds, filter }) {
      const { text, values } = conditionOf(filter);
      return eventIds.flatMap((id) => all(`${rowQuery} WHERE status = 'accepted' AND event_id = ?
        AND shop IN (SELECT shop FROM mended WHERE event_id = ? UNION SELECT shop FROM visit_events JOIN visits USING (page) WHERE event_id = ?) AND ${text}`, [id, id, id, ...values])).map(toRow);
    },

    /** The highest id ever given, also when its row is gone. */
    lastId() {
      return one("SELECT max(seq) AS id FROM sqlite_sequence WHERE name = 'records'").id ?? 0;
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
