// One request to the collector, and what came of it. Never throws: no answer is status 0.

export interface Answer {
  status: number;
  /** Seconds; empty when the collector asked for no wait. */
  retry_after: string;
  body: string;
}

// Over all keepalive requests in flight a browser allows 65,536 bytes (Fetch standard).
const KEEPALIVE_BYTES_MAX = 60_000;
// An answer is some hundred bytes an event; more is not the collector.
const ANSWER_UNITS_MAX = 1_000_000;

/** `text/plain`, no other header, no credentials: so the browser needs no CORS preflight. */
export async function post(address: string, body: string, timeoutMs: number): Promise<Answer> {
  const bytes = new TextEncoder().encode(body);
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), timeoutMs);
  try {
    const response = await fetch(address, {
      method: 'POST',
      body: bytes,
      headers: { 'content-type': 'text/plain;charset=UTF-8' },
      credentials: 'omit',
      // Small ones outlive a click that leaves the page.
      keepalive: bytes.length <= KEEPALIVE_BYTES_MAX,
      signal: abort.signal,
    });
    return {
      status: response.status,
      retry_after: secondsOf(response.headers.get('retry-after') ?? ''),
      body: (await response.text()).slice(0, ANSWER_UNITS_MAX),
    };
  } catch {
    return { status: 0, retry_after: '', body: '' };
  } finally {
    clearTimeout(timer);
  }
}

/** `Retry-After` is seconds or a date (RFC 9110, 10.2.3). */
function secondsOf(header: string): string {
  const wait = Date.parse(header) - Date.now();
  return /^\d+$/.test(header) || !(wait > 0) ? header : String(Math.ceil(wait / 1000));
}
