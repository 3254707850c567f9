// Which rows a reader means: makes conditions of SQL of a filter. The one place that does, for lists, counts and the stream.

const EQUAL = ['shop', 'name', 'cart_id', 'checkout_id', 'order_id', 'event_id', 'user_id', 'anonymous_id', 'status'];
/** Of which people know the beginning: `cart_id_prefix`. */
const BEGUN = ['cart_id', 'checkout_id', 'order_id', 'user_id', 'anonymous_id'];

/**
 * @typedef {{ path: string[], values: string[] }} Property path: SQLite's, one more piece for each list whose items are all
 *   looked at; values: the JSON texts that it may have
 * @typedef {{ shop?: string, name?: string, cart_id?: string, checkout_id?: string, order_id?: string, event_id?: string,
 *   user_id?: string, anonymous_id?: string, status?: string, visit?: string, tab?: string, receiver?: string, origin?: string, text?: string, from?: string, to?: string,
 *   cart_id_prefix?: string, checkout_id_prefix?: string, order_id_prefix?: string, user_id_prefix?: string, anonymous_id_prefix?: string,
 *   properties?: Property[] }} Filter an empty text means any, as a form sends it; from, to: of received_at, the second excluded
 * @typedef {{ text: string, values: any[] }} Condition
 */

const escaped = (text) => text.replace(/[\\%_]/g, '\\$&');

/** In JSON as it is stored, so that what is looked for has JSON's own escapes too. @returns {Condition} */
function containing(text) {
  const pattern = `%${escaped(JSON.stringify(text).slice(1, -1))}%`;
  const columns = ['event', 'violations', 'warnings', 'request'];
  return { text: `(${columns.map((column) => `${column} LIKE ? ESCAPE '\\'`).join(' OR ')})`, values: columns.map(() => pattern) };
}

/** Only an item of a list has a number for a key: nothing else is followed. @returns {Condition} */
function withProperty({ path: [first, ...rest], values }) {
  const wanted = `IN (${values.map(() => '?').join()})`;
  if (rest.length === 0) return { text: `event -> ? ${wanted}`, values: [first, ...values] };
  const placeOf = (i, tail) => `CASE typeof(list${i}.key) WHEN 'integer' THEN list${i}.fullkey || ${tail} ELSE '$.""' END`;
  const lists = rest.map((_, i) => `json_each(event, ${i === 0 ? '?' : placeOf(i - 1, '?')}) AS list${i}`);
  return { text: `EXISTS (SELECT 1 FROM ${lists.join(', ')} WHERE event -> (${placeOf(rest.length - 1, '?')}) ${wanted})`, values: [first, ...rest, ...values] };
}

/** As the page in debug mode has told (trace/store.js). @returns {Condition} */
const ofVisit = (column, value) => ({
  text: `EXISTS (SELECT 1 FROM visit_events JOIN visits USING (page) WHERE visit_events.event_id = records.event_id AND visits.${column} = ?)`, values: [value] });

/**
 * In SQL, as a list in JSON: who has got an event of `records`. The collector, which has it; and the Braze SDK of its page, where pages in
 * debug mode have told that they hand it on. What Braze's servers have made of it nobody here knows.
 */
export const RECEIVERS = `iif(records.status = 'accepted', coalesce((SELECT json_extract(visits.status, '$.receivers')
  FROM visit_events JOIN visits USING (page) WHERE visit_events.event_id = records.event_id LIMIT 1), '["collector"]'), '[]')`;

/** @returns {Condition[]} */
function partsOf({ visit, tab, receiver, origin, text, from, to, properties = [], ...filter }) {
  const parts = EQUAL.filter((column) => filter[column]).map((column) => ({ text: `${column} = ?`, values: [filter[column]] }));
  for (const column of BEGUN) {
    const beginning = filter[`${column}_prefix`];
    // No LIKE, for which capitals are no others.
    if (beginning) parts.push({ text: `substr(${column}, 1, length(?)) = ?`, values: [beginning, beginning] });
  }
  if (visit) parts.push(ofVisit('page', visit));
  if (tab) parts.push(ofVisit('tab', tab));
  if (receiver) parts.push({ text: `EXISTS (SELECT 1 FROM json_each(${RECEIVERS}) WHERE value = ?)`, values: [receiver] });
  if (origin) parts.push({ text: "iif(request IS NULL, origin, 'request') = ?", values: [origin] });
  if (text) parts.push(containing(text));
  if (from) parts.push({ text: 'received_at >= ?', values: [from] });
  if (to) parts.push({ text: 'received_at < ?', values: [to] });
  return [...parts, ...properties.map(withProperty)];
}

/** @param {Filter & { after?: number, order?: 'asc' | 'desc' }} filter after: a page goes on behind that id @returns {Condition} to be put behind WHERE */
export function conditionOf({ after, order, ...filter }) {
  const parts = partsOf(filter);
  if (after !== undefined) parts.push({ text: order === 'desc' ? 'id < ?' : 'id > ?', values: [after] });
  return { text: ['true', ...parts.map((part) => part.text)].join(' AND '), values: parts.flatMap((part) => part.values) };
}
