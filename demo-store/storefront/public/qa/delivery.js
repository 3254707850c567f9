// What Kago says of itself, for the strip and the panel: asked for after each call, until nothing waits any more, and as
// long as somebody looks.

import { onResults } from './results.js';
import { currentKago } from './watch.js';

const ASK_MS = 500;
const listeners = [];
let timer = null;
let isLooked = () => false;

/** @param {(status: import('kago').Status) => void} draw */
export function onDelivery(draw) {
  listeners.push(draw);
}

/** @param {() => boolean} isOpen somebody looks now; `askSoon` when they begin to */
export function whileLooked(isOpen) {
  isLooked = isOpen;
}

export function askSoon() {
  timer ??= setTimeout(ask, ASK_MS);
}

/** What keeps events from leaving; '' while all is well. */
export function alarmOf({ halted, retryAt, failures, stored, problems }) {
  if (halted) return `nothing is sent: the collector answers ${halted}`;
  if (problems.length > 0) return problems[0];
  return retryAt && failures > 0 && stored > 0 ? `${stored} waiting: the collector gives no good answer` : '';
}

async function ask() {
  const status = await currentKago()?.getStatus();
  timer = null;
  if (status) for (const draw of listeners) draw(status);
  if (isLooked() || status && (status.core === 'starting' || status.stored > 0 || status.halted)) askSoon();
}

onResults(askSoon);
