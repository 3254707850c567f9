// One request to the collector, and what came of it. Never throws: no answer is status 0. What an
// answer means, the core knows (core/delivery/verdict.h).

import { attempt } from '../page/attempt';

/** As core/input.h reads it. */
export interface Answer {
  status: number;
  /** The body left as gzip. */
  packed?: boolean;
  redirected?: boolean;
  /** Seconds; empty when the collector asked for no wait. */
  retry_after?: string;
  body?: string;
}

// Over all keepalive requests that a page has in flight browsers allow 65,536 bytes (Fetch standard;
// Chromium counts each page by itself). The rest is for the shop's other scripts.
const KEEPALIVE_BYTES_MAX = 60_000;
let keepaliveBytes = 0;

/** How many bytes may still outlive the page. */
export const keepaliveRoom = () => KEEPALIVE_BYTES_MAX - keepaliveBytes;

// An answer is some hundred bytes an event; more is not the collector.
const ANSWER_UNITS_MAX = 1_000_000;

/** How to give up each request. */
export type UnderWay = Set<() => void>;

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * `text/plain`, no other header, no credentials: so the browser needs no CORS preflight. Without `pack`
 * it leaves within this call. `under`: what is under way, to be given up when whoever sends may send no more.
 * `begins` hears that it leaves, and whether it outlives the page.
 */
export async function post(address: string, body: string, timeoutMs: number, under: UnderWay, pack?: boolean, begins?: (outlives: boolean) => void): Promise<Answer> {
  const text = new TextEncoder().encode(body);
  const abort = attempt(() => new AbortController());
  const giveUp = () => {
    under.delete(giveUp);
    abort?.abort();
  };
  const timer = setTimeout(giveUp, timeoutMs);
  under.add(giveUp);
  let taken = 0;
  try {
    const bytes = pack ? await gzip(text) : text;
    if (!under.has(giveUp)) throw 0; // as if it had been aborted
    // Small ones outlive a click that leaves the page.
    const keepalive = bytes.length <= keepaliveRoom();
    keepaliveBytes += taken = keepalive ? bytes.length : 0;
    begins?.(keepalive);
    const headers = { 'content-type': 'text/plain;charset=UTF-8' };
    const response = await fetch(address, {
      method: 'POST', body: bytes, headers, credentials: 'omit', referrerPolicy: 'strict-origin', keepalive, signal: abort?.signal,
    });
    return {
      status: response.status,
      packed: bytes !== text,
      redirected: response.redirected,
      retry_after: secondsOf(response.headers.get('retry-after') ?? ''),
      body: (await response.text()).slice(0, ANSWER_UNITS_MAX),
    };
  } catch {
    return { status: 0 };
  } finally {
    clearTimeout(timer);
    under.delete(giveUp);
    keepaliveBytes -= taken;
  }
}

/** The same bytes where the browser can't compress. `content-encoding` would cost a preflight. */
async function gzip(bytes: Bytes): Promise<Bytes> {
  if (typeof CompressionStream === 'undefined') return bytes;
  const packed = new Response(bytes).body!.pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/** `Retry-After` is seconds or a date (RFC 9110, 10.2.3). */
function secondsOf(header: string): string {
  const wait = Date.parse(header) - Date.now();
  return /^\d+$/.test(header) || !(wait > 0) ? header : String(Math.ceil(wait / 1000));
}
