// The collector's QA interface as the inspector uses it.

/** A collector that hangs has to look like one. */
const answerMsMax = 5000;

async function getJson(path, parameters = {}) {
  const set = Object.entries(parameters).filter(([, value]) => value !== '');
  const response = await fetch(`${path}?${new URLSearchParams(set)}`, { signal: AbortSignal.timeout(answerMsMax) });
  const body = await response.json();
  if (!response.ok) throw new Error(body.error);
  return body;
}

/** The newest 500 rows that match, newest first. */
export const fetchNewest = async (filter) => (await getJson('/v1/events', { ...filter, order: 'desc', limit: 500 })).events;

/** Resolves if the collector answers, and what rows it has. */
export const askForLife = () => getJson('/v1/events', { order: 'desc', limit: 1 });

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
