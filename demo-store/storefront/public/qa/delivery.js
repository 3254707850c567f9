// Whether what was accepted leaves the page, for the strip: asked for after each call, until nothing waits any more.

import { onResults } from './results.js';
import { currentKago } from './watch.js';

const ASK_MS = 500;

function alarmOf({ halted, retryAt, failures, stored, problems }) {
  if (halted) return `nothing is sent: the collector answers ${halted}`;
  if (problems.length > 0) return problems[0];
  return retryAt && failures > 0 && stored > 0 ? `${stored} waiting: the collector gives no good answer` : '';
}

/** @param {(delivery: { alarm: string, problems: string[] }) => void} draw alarm: '' while all is well */
export function onDelivery(draw) {
  let timer = null;
  const askSoon = () => { timer ??= setTimeout(ask, ASK_MS); };

  async function ask() {
    const status = await currentKago()?.getStatus();
    timer = null;
    if (!status) return;
    draw({ alarm: alarmOf(status), problems: status.problems });
    if (status.core === 'starting' || status.stored > 0 || status.halted) askSoon();
  }

  onResults(askSoon);
}
