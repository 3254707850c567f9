// One attempt to deliver one notice: a signed POST (standardwebhooks.com), answered in time by a 2xx or not delivered.

/**
 * @param {import('./addresses.js').Address} address
 * @param {{ id: string, body: string }} notice
 * @param {{ at: number, timeoutMs: number, signal: AbortSignal }} attempt
 * @returns {Promise<{ isDelivered: boolean, answer: string }>} answer: for those who look for what is wrong
 */
export async function deliver({ url, sign }, { id, body }, { at, timeoutMs, signal }) {
  const late = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      // Whoever could send us elsewhere would choose who is told.
      redirect: 'manual',
      signal: AbortSignal.any([signal, late]),
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
    if (late.aborted) return { isDelivered: false, answer: `no answer within ${timeoutMs} ms` };
    if (signal.aborted) return { isDelivered: false, answer: 'the collector was stopped' };
    return { isDelivered: false, answer: String(error.cause?.code ?? error.cause?.message ?? error.message) };
  }
}
