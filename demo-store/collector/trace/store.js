// What pages with `data-debug` tell of themselves (js/src/observe/timeline.ts): their visits, and on each what happened, in
// order. Bounded: the newest visits stay, and of each the newest entries.

import { limits } from '../limits.js';
import { inTransaction } from '../store/transaction.js';

/**
 * @typedef {{ page: string, tab: string, url: string, title: string, origin: string, sources: string, version: string, opened_at: number }} Visit
 * @typedef {{ n: number, at: number, what: string, page?: string, outcomes?: { event_id?: string }[] }} Entry n: its place on its page
 */

const visitColumns = `visits.rowid AS place, visits.page, shop, tab, url, title, origin, sources, version, opened_at, seen_at, status,
  (SELECT count(*) FROM visit_entries WHERE visit_entries.page = visits.page) AS entries,
  (SELECT count(*) FROM visit_events WHERE visit_events.page = visits.page) AS events,
  (SELECT what FROM visit_entries WHERE visit_entries.page = visits.page AND what IN ('left', 'kept', 'back', 'hidden', 'visible') ORDER BY n DESC LIMIT 1) AS shown`;

function prepareStatements(database) {
  return {
    visit: database.prepare(`INSERT INTO visits (page, shop, tab, url, title, origin, sources, version, opened_at, seen_at, status)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (page) DO UPDATE SET url = excluded.url, title = excluded.title, sources = excluded.sources,
      seen_at = excluded.seen_at, status = coalesce(excluded.status, status)`),
    entry: database.prepare('INSERT INTO visit_entries (page, n, at, what, body) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING'),
    event: database.prepare('INSERT INTO visit_events (event_id, page) VALUES (?, ?) ON CONFLICT DO NOTHING'),
    trim: database.prepare('DELETE FROM visit_entries WHERE page = ? AND n <= (SELECT max(n) FROM visit_entries WHERE page = ?) - ?'),
    beyond: database.prepare('SELECT page FROM visits ORDER BY seen_at DESC LIMIT -1 OFFSET ?'),
    old: database.prepare('SELECT page FROM visits WHERE seen_at < ?'),
    of: database.prepare(`SELECT DISTINCT visits.page FROM visits LEFT JOIN visit_entries USING (page)
      WHERE shop IN (?, '') AND instr(coalesce(status, '') || url || title || coalesce(body, ''), ?) > 0`),
    forget: ['visit_events', 'visit_entries', 'visits'].map((table) => database.prepare(`DELETE FROM ${table} WHERE page = ?`)),
  };
}

/** Those that a call of that page made, and of an earlier page's that this one carried out. */
function eventsOf(visit, entry) {
  return (entry.outcomes ?? []).flatMap(({ eventId }) => (typeof eventId === 'string' ? [[eventId, entry.page ?? visit.page]] : []));
}

/** @param {import('libsql').Database} database @param {() => number} [now] */
export function createVisits(database, now = Date.now) {
  const statements = prepareStatements(database);
  const all = (sql, values) => database.prepare(sql).all(values);
  function forget(pages) {
    for (const { page } of pages) for (const statement of statements.forget) statement.run([page]);
    return pages.length;
  }

  return {
    /** The same entry twice is one. Returns of which events it is now known where they were made. @param {{ shop: string, visit: Visit, entries: Entry[], status?: object }} told @returns {string[]} */
    keep: inTransaction(database, ({ shop, visit, entries, status }) => {
      statements.visit.run([visit.page, shop, visit.tab, visit.url, visit.title, visit.origin, visit.sources, visit.version, visit.opened_at, now(), status ? JSON.stringify(status) : null]);
      const found = [];
      for (const { n, at, what, ...body } of entries) {
        statements.entry.run([visit.page, n, at, what, JSON.stringify(body)]);
        for (const pair of eventsOf(visit, body)) if (statements.event.run(pair).changes > 0) found.push(pair[0]);
      }
      statements.trim.run([visit.page, visit.page, limits.entriesPerVisit]);
      forget(statements.beyond.all([limits.visits]));
      return found;
    }),

    /** The last that came first, by no page's clock; before that place. @param {{ shop?: string, tab?: string, before?: number, limit: number }} filter */
    list({ shop = null, tab = null, before = Number.MAX_SAFE_INTEGER, limit }) {
      return all(`SELECT ${visitColumns} FROM visits WHERE (? IS NULL OR shop = ?) AND (? IS NULL OR tab = ?) AND visits.rowid < ? ORDER BY visits.rowid DESC LIMIT ?`,
        [shop, shop, tab, tab, before, limit]).map(({ status, ...visit }) => ({ ...visit, status: JSON.parse(status) }));
    },

    /** @returns {object | undefined} */
    visit(page) {
      return all(`SELECT ${visitColumns} FROM visits WHERE page = ?`, [page]).map(({ status, ...visit }) => ({ ...visit, status: JSON.parse(status) }))[0];
    },

    /** In their order, beyond that place. */
    entries(page, { after, limit }) {
      return all('SELECT n, at, what, body FROM visit_entries WHERE page = ? AND n > ? ORDER BY n LIMIT ?', [page, after, limit])
        .map(({ body, ...entry }) => ({ ...entry, ...JSON.parse(body) }));
    },

    /**
     * All in which one of these ids stands: a tester's record isn't worth more than a customer's wish. Within a transaction.
     * @returns {number} of visits
     */
    forgetWhere(shop, ids) {
      const texts = ids.map((id) => JSON.stringify(id).slice(1, -1));
      return texts.reduce((count, text) => count + forget(statements.of.all([shop, text])), 0);
    },

    /** Not seen since. Within a transaction. */
    forgetBefore: (time) => forget(statements.old.all([time])),
  };
}
