// What is wrong with how Kago was set up, and with `debug` what was found, in words with what to do. A file of its own:
// where all is well nobody loads it.

import type { Options } from '../api/options';
import type { Status } from '../api/types';
import type { Answer } from '../engine/sender';
import { attempt } from '../page/attempt';

export interface Tracked {
  options: Options;
  /** What observes the page, names with a space between. */
  sources: string;
  status(): Promise<Status>;
  complain(what: unknown): void;
}

/** A collector that is there answers in that time. */
const ANSWER_MS_MAX = 5_000;
/** Over all pages: one question is enough for a day with a content blocker. */
const FAILURES_MAX = 2;

/** An answer that no shop should get, or none; why there is no core; or that all is under way. */
export async function explain(what: Answer | Error | 'found', tracked: Tracked): Promise<void> {
  if (what === 'found') await tellFound(tracked);
  else if (what instanceof Error) tracked.complain(`nothing is tracked: ${whyNoCore(what)}`);
  else if (what.status) tracked.complain(whyTurnedAway(what, tracked.options));
  else await explainSilence(tracked);
}

function whyNoCore({ name, message }: Error): string {
  if (/wasm-eval|unsafe-eval|Content Security Policy/i.test(message)) {
    return "the page's Content Security Policy forbids WebAssembly; add 'wasm-unsafe-eval' to its script-src";
  }
  if (name === 'CompileError') return `the core is no WebAssembly (${message}); copy all files of one release, unchanged`;
  if (/another build/.test(message)) return `${message}; copy all files of one release`;
  return `${message}; are the files of dist/ side by side, and do CORS and the page's policy (connect-src) allow them?`;
}

const HINTS: Record<number, string> = {
  401: 'is the write key (data-write-key) right?',
  403: 'does the collector know this origin?',
  404: 'does the address (data-collector) end in /v1/events?',
};

function whyTurnedAway({ status, body }: Answer, { collector }: Options): string {
  const said = attempt(() => JSON.parse(body!).error);
  return `nothing arrives: ${collector} answered ${status}, ${typeof said === 'string' ? `"${said.slice(0, 300)}"` : HINTS[status]}`;
}

/** An outage is no fault of the set-up, nor is a content blocker: of those a shopper's console says nothing. */
async function explainSilence({ options: { collector }, status, complain }: Tracked): Promise<void> {
  const { acked, failures } = await status();
  if (acked > 0 || failures > FAILURES_MAX) return;
  const { origin } = new URL(collector!, location.href);
  const hear = ({ blockedURI }: SecurityPolicyViolationEvent) => {
    if (blockedURI.startsWith(origin)) complain(`nothing arrives: the page's Content Security Policy has to allow ${collector} in its connect-src`);
  };
  document.addEventListener('securitypolicyviolation', hear);
  try {
    // This one gets through where nothing but CORS is in the way.
    await fetch(collector!, { mode: 'no-cors', method: 'HEAD', credentials: 'omit', referrerPolicy: 'strict-origin' });
    complain(`nothing arrives: ${collector} doesn't let ${location.origin} read its answers; is the address right? If so, it has to allow that origin (CORS)`);
  } catch {
    await undefined;
  } finally {
    setTimeout(() => document.removeEventListener('securitypolicyviolation', hear), 1_000); // it is told a moment later
  }
}

async function tellFound(tracked: Tracked): Promise<void> {
  const { options, sources } = tracked;
  const status = await settled(tracked);
  const { core, storage, storageFailure, consent, unobserved, acked, stored, halted, retryAt, problems } = status;
  const lines = {
    platform: sources ? `${sources}${options.platform === 'auto' ? ', found by "auto"' : ''}` : 'none: the shop makes the calls',
    core,
    consent: consent === 'granted' ? consent : `${consent}: ${consent === 'denied' ? 'nothing is kept' : "calls wait in memory until setConsent('granted'), or the platform's own word"}`,
    storage: storage === 'memory' ? `memory only (${storageFailure}): what isn't sent is lost with the page` : 'IndexedDB',
    collector: `${options.collector} ${halted ? `answered ${halted}` : acked > 0 ? `has taken ${acked}` : retryAt ? "doesn't answer" : 'has been sent nothing yet'}, ${stored} waiting`,
    problems: [...problems, ...unobserved.map((name) => `observe/${name}.js could not be loaded`)].join('\n') || 'none that is known',
  };
  console.info(`kago ${__VERSION__}: what was found\n${Object.entries(lines).map(([name, text]) => `  ${name.padEnd(10)}${text.replaceAll('\n', `\n${' '.repeat(12)}`)}`).join('\n')}`);
}

/** When the collector has answered, or should have. */
async function settled({ status }: Tracked): Promise<Status> {
  const end = performance.now() + ANSWER_MS_MAX;
  let now = await status();
  while (now.acked === 0 && !now.halted && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    now = await status();
  }
  return now;
}
