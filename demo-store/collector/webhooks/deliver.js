// One attempt to deliver one notice: a signed POST (standardwebhooks.com), answered in time by a 2xx or not delivered.

/** Aborts after a time or with another signal. AbortSignal.any would keep each attempt in memory as long as that signal lives. */
function endOf(signal, timeoutMs) {
  const end = new AbortController();
  const stop = () => end.abort('the collector was stopped');
  const timer = setTimeout(() => end.abort(`no answer within ${timeoutMs} ms`), timeoutMs);
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  return {
    signal: end.signal,
    release() {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    },
  };
}

/**
 * @param {import('./addresses.js').Address} address
 * @param {{ id: string, body: string }} notice
 * @param {{ at: number, timeoutMs: number, signal: AbortSignal }} attempt
 * @returns {Promise<{ isDelivered: boolean, answer: string }>} answer: for those who look for what is wrong
 */
export async function deliver({ url, sign }, { id, body }, { at, timeoutMs, signal }) {
  const end = endOf(signal, timeoutMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      // Whoever could send us elsewhere would choose who is told.
      redirect: 'manual',
      signal: end.signal,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'kago-collector',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at / 1000)),
        'webhook-signature': sign(id, new Date(at), body),
      },
      body,
    });
    // Nothing in it concerns us, and it may have no end.
    await response.body?.cancel();
    return { isDelivered: response.ok, answer: `HTTP ${response.status}` };
  } catch (error) {
    const cause = error.cause?.code ?? error.cause?.message ?? error.message;
    return { isDelivered: false, answer: String(end.signal.aborted ? end.signal.reason : cause) };
  } finally {
    end.release();
  }
}
