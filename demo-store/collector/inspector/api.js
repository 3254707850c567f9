// The collector's QA interface as the inspector uses it.

/** A collector that hangs has to look like one. */
const answerMsMax = 5000;
/** As many as the collector gives at once. */
const pageMax = 500;

/** @returns {Promise<any>} fails with its `status` where the collector has answered, but not with what was asked for */
async function ask(path, options = {}) {
  const response = await fetch(path, { ...options, signal: AbortSignal.timeout(answerMsMax) });
  const body = await response.json();
  if (!response.ok) throw Object.assign(new Error(body.error), { status: response.status });
  return body;
}

/** @param {string} path @param {[string, any][]} [pairs] of the query @returns {Promise<any>} */
export const getJson = (path, pairs = []) => ask(`${path}?${new URLSearchParams(pairs)}`);

/**
 * The newest rows that match, newest first.
 * @param {[string, string][]} query as filter.js makes it @param {number} count @param {number | null} [after] only those before that id
 * @returns {Promise<{ rows: object[], next: number | null }>} next: the `after` of those behind them; null: there are none
 */
export async function fetchRows(query, count, after = null) {
  const rows = [];
  let next = after;
  do {
    const place = next === null ? [] : [['after', next]];
    const page = await getJson('/v1/events', [...query, ['order', 'desc'], ['limit', Math.min(count - rows.length, pageMax)], ...place]);
    rows.push(...page.events);
    next = page.next;
  } while (next !== null && rows.length < count);
  return { rows, next };
}

/** How many match. @param {[string, string][]} query */
export const fetchCount = async (query) => (await getJson('/v1/qa/all', query)).total;

/** Resolves if the collector answers, and what rows it has. */
export const askForLife = () => getJson('/v1/events', [['order', 'desc'], ['limit', '1']]);

/** In what the event of a row differs from another one; without one, from the nearest earlier of its name. */
export const fetchComparison = (id, otherId) => getJson('/v1/qa/compare', [['id', id], ...(otherId === undefined ? [] : [['with', otherId]])]);

/** What would become of an event. @param {string} text of its JSON */
export const validate = (text) => ask('/v1/qa/validate', { method: 'POST', body: text });

/** The address of a file of all that match. @param {[string, string][]} query */
export const exportOf = (query) => `/v1/qa/export?${new URLSearchParams(query)}`;

export const fetchAbout = () => getJson('/v1/qa/about');

export const fetchSummary = () => getJson('/v1/summary');

export async function resetDatabase() {
  const response = await fetch('/v1/events', { method: 'DELETE' });
  if (!response.ok) throw new Error(`The reset was answered ${response.status}.`);
}

const reopenDelayMs = 2000;

/**
 * Keeps a stream open. A browser gives up for good on some answers (a proxy's
 * 502, too many streams), so a closed stream is opened anew.
 * @param {{ onOpen: () => void, onRow: (row: object) => void, onReset: () => void,
 *   onState: (state: 'connecting'|'live'|'broken') => void }} listeners
 */
export function openLive({ onOpen, onRow, onReset, onState }) {
  const source = new EventSource('/v1/stream');
  source.onopen = () => {
    onState('live');
    onOpen();
  };
  source.onmessage = ({ data }) => onRow(JSON.parse(data));
  source.addEventListener('reset', onReset);
  source.onerror = () => {
    onState('broken');
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(() => openLive({ onOpen, onRow, onReset, onState }), reopenDelayMs);
  };
}
