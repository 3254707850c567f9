// One request to the collector, and what came of it. Never throws: no answer is status 0.

export interface Answer {
  status: number;
  /** Seconds; empty when the collector asked for no wait. */
  retry_after: string;
  body: string;
}

// Over all keepalive requests that a page has in flight browsers allow 65,536 bytes (Fetch standard;
// Chromium counts each page by itself). The rest is for the shop's other scripts.
const KEEPALIVE_BYTES_MAX = 60_000;
let keepaliveBytes = 0;

/** How many bytes may still outlive the page. */
export const keepaliveRoom = () => KEEPALIVE_BYTES_MAX - keepaliveBytes;

// An answer is some hundred bytes an event; more is not the collector.
const ANSWER_UNITS_MAX = 1_000_000;

// Smaller ones aren't worth the wait.
const COMPRESSED_BYTES_MIN = 8_192;
// What a collector may answer that can't read gzip.
const MISREAD = [400, 415, 422];

const REDIRECT = 302;

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * `ended`: whoever sends may send no more; the request is aborted, or not even begun. `begins` hears that the request leaves, and whether it outlives the page. Without it the page ends:
 * there is no time to compress, and the request leaves within this call.
 */
export async function post(address: string, body: string, timeoutMs: number, ended: AbortSignal, begins?: (outlives: boolean) => void): Promise<Answer> {
  const bytes = new TextEncoder().encode(body);
  const abort = new AbortController();
  const giveUp = () => abort.abort();
  const timer = setTimeout(giveUp, timeoutMs);
  ended.addEventListener('abort', giveUp);
  try {
    const packed = begins && bytes.length >= COMPRESSED_BYTES_MIN ? await gzip(bytes) : bytes;
    const answer = await request(address, packed, abort.signal, begins);
    return packed !== bytes && MISREAD.includes(answer.status) ? await request(address, bytes, abort.signal, begins) : answer;
  } catch {
    return { status: 0, retry_after: '', body: '' };
  } finally {
    clearTimeout(timer);
    ended.removeEventListener('abort', giveUp);
  }
}

/** `text/plain`, no other header, no credentials: so the browser needs no CORS preflight. */
async function request(address: string, bytes: Bytes, signal: AbortSignal, begins?: (outlives: boolean) => void): Promise<Answer> {
  // Small ones outlive a click that leaves the page.
  const keepalive = bytes.length <= keepaliveRoom();
  const taken = keepalive ? bytes.length : 0;
  keepaliveBytes += taken;
  begins?.(keepalive);
  try {
    const headers = { 'content-type': 'text/plain;charset=UTF-8' };
    const response = await fetch(address, { method: 'POST', body: bytes, headers, credentials: 'omit', referrerPolicy: 'strict-origin', keepalive, signal });
    // A redirect may turn the POST into a GET (Fetch standard): a 4xx to that says nothing about the events.
    const isLost = response.redirected && response.status >= 400;
    return {
      status: isLost ? REDIRECT : response.status,
      retry_after: secondsOf(response.headers.get('retry-after') ?? ''),
      body: (await response.text()).slice(0, ANSWER_UNITS_MAX),
    };
  } finally {
    keepaliveBytes -= taken;
  }
}

/** The same bytes where the browser can't compress. `content-encoding` would cost a preflight. */
async function gzip(bytes: Bytes): Promise<Bytes> {
  if (typeof CompressionStream === 'undefined') return bytes;
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/** `Retry-After` is seconds or a date (RFC 9110, 10.2.3). */
function secondsOf(header: string): string {
  const wait = Date.parse(header) - Date.now();
  return /^\d+$/.test(header) || !(wait > 0) ? header : String(Math.ceil(wait / 1000));
}
