// What is wrong with how Kago was set up, and with `debug` what was found and what happens (trace.ts), in words with what
// to do. A file of its own: where all is well nobody loads it.

import type { Options } from '../api/options';
import type { Consent, Status } from '../api/types';
import type { Answer } from '../engine/sender';
import { attempt } from '../page/attempt';

export { wordsFor } from '../api/option-words';
export { traced } from './trace';

export interface Tracked {
  /** Random: one page, for as long as it lives. */
  page: string;
  options: Options;
  /** What observes the page, names with a space between. */
  sources: string;
  status(): Promise<Status>;
  complain(what: unknown): void;
  /** What failed was mended in another way, at a price. */
  isMended?: boolean;
  /** The last answer's status, as far as it is known; 0: there was none. */
  lastAnswer?(): number;
}

/** A collector that is there answers in that time. */
const ANSWER_MS_MAX = 5_000;
/** Over all pages. A content blocker is not asked for days. */
const FAILURES_MAX = 6;
/** A page's policy tells what it forbids a moment later. */
const TOLD_MS = 200;

/** Options that don't go with what the page has. */
const UNFIT = {
  consent: 'option "consent" (data-consent): no platform that has one is observed: nothing is tracked',
  braze: 'option "braze" needs kago-braze.wasm or kago-full.wasm as option "wasm"',
};

/** An answer that no shop should get, or none; a file that could not be loaded; an option; or that all is under way. */
export type Cause = Answer | Error | 'found' | keyof typeof UNFIT;

export async function explain(what: Cause, tracked: Tracked): Promise<void> {
  if (what === 'consent' || what === 'braze') tracked.complain(UNFIT[what]);
  else if (what === 'found') await tellFound(tracked);
  else if (what instanceof Error) await explainFile(what, tracked);
  else if (what.status) await explainAnswer(what, tracked);
  else await explainSilence(tracked);
}

/** kago.js itself is there, so the way to the others is: a network that fails by chance is not told. */
async function explainFile({ name, message }: Error, { complain, isMended, options }: Tracked): Promise<void> {
  const address = /https?:\S+/.exec(message)?.[0];
  const lost = isMended ? 'the core runs as a script, which is larger and slower' : /kago-markup|observe\/(?!braze|tracker)/.test(message) ? 'part of the shop is not tracked' : 'nothing is tracked';
  if (/wasm-eval|unsafe-eval|Content Security Policy/i.test(message)) {
    complain(`${lost}: the page's Content Security Policy forbids WebAssembly; add 'wasm-unsafe-eval' to its script-src`);
  } else if (name === 'CompileError') {
    complain(`${lost}: the core is no WebAssembly (${message}); copy all files of one release, unchanged`);
  } else if (/kago\/full|kago-standalone/.test(message)) {
    complain(`${lost}: ${message}`);
  } else if (/another build/.test(message)) {
    complain(`${lost}: ${message}; copy all files of one release`);
  } else if (/ answered \d/.test(message)) {
    complain(`${lost}: ${message}; the files of a release stand side by side, with the folder observe/`);
  } else if (address) {
    const why = await whyNot(address, ['cors', 'no-cors']);
    if (why) complain(`${lost}: ${why}; the files of a release stand side by side, with the folder observe/`);
    else if (options.debug) console.warn(`kago: ${lost}: ${message}`);
  }
}

const HINTS: Record<number, string> = {
  401: 'is the write key (data-write-key) right?',
  403: 'does the collector know this origin?',
};

async function explainAnswer({ status: code, body, redirected }: Answer, { options: { collector }, status, complain }: Tracked): Promise<void> {
  if (code >= 500 || [408, 425, 429].includes(code)) return; // an outage
  const said = attempt(() => JSON.parse(body!).error);
  const { acked, consent, core } = await status();
  if (isOver(consent, core)) return;
  if (typeof said === 'string') complain(`${collector} answered ${code}, "${said.slice(0, 300)}": nothing arrives until that is mended`);
  // Something in between, since there is a collector.
  else if (acked === 0) complain(`nothing arrives: ${collector} answered ${code}${redirected ? ' by way of another address' : ''}; ${HINTS[code] ?? 'does the address (data-collector) end in /v1/events?'}`);
}

const isOver = (consent: Consent, core: Status['core']) => consent !== 'granted' || core === 'stopped';

/** An outage is no fault of the set-up, nor is a content blocker: of those a shopper's console says nothing. */
async function explainSilence({ options: { collector }, status, complain }: Tracked): Promise<void> {
  const before = await status();
  if (before.acked > 0 || before.failures > FAILURES_MAX || isOver(before.consent, before.core)) return;
  const why = await whyNot(collector!, ['no-cors']);
  const { acked, consent, core } = await status();
  if (why && acked === 0 && !isOver(consent, core)) complain(`nothing arrives: ${why}`);
}

/** What is wrong with that address, seen from this page; undefined where it may be the network. */
async function whyNot(address: string, [first, second]: RequestMode[]): Promise<string | undefined> {
  const { origin } = new URL(address, location.href);
  let forbidden: string | undefined;
  const hear = ({ blockedURI, disposition, effectiveDirective }: SecurityPolicyViolationEvent) => {
    if (disposition === 'enforce' && blockedURI.startsWith(origin)) forbidden = effectiveDirective;
  };
  document.addEventListener('securitypolicyviolation', hear);
  const ask = (mode: RequestMode) => fetch(address, { mode, method: 'HEAD', credentials: 'omit', referrerPolicy: 'strict-origin' });
  try {
    // Without CORS it gets through where nothing else is in the way.
    const answer = await ask(first).catch((error) => (second ? ask(second) : Promise.reject(error)));
    if (answer.type === 'opaque') return `${address} answers, but lets no page of ${location.origin} read it; is the address right, is all well there, does it allow that origin (CORS)?`;
    return answer.ok ? undefined : `${address} answered ${answer.status}`;
  } catch {
    await new Promise((resolve) => setTimeout(resolve, TOLD_MS));
    return forbidden && `the page's Content Security Policy has to allow ${address} in its ${forbidden}`;
  } finally {
    document.removeEventListener('securitypolicyviolation', hear);
  }
}

async function tellFound(tracked: Tracked): Promise<void> {
  const { options, sources } = tracked;
  const status = await settled(tracked);
  const { core, storage, storageFailure, consent, unobserved, acked, stored, halted, retryAt, problems } = status;
  const lastAnswer = tracked.lastAnswer?.();
  const silence = lastAnswer ? `answers ${lastAnswer}` : "doesn't answer";
  const lines = {
    platform: sources ? `${sources}${options.platform === 'auto' ? ', found by "auto"' : ''}` : 'none: the shop makes the calls',
    core,
    consent: consent === 'granted' ? consent : `${consent}: ${consent === 'denied' ? 'nothing is kept' : "calls wait in memory until setConsent('granted'), or the platform's own word"}`,
    storage: storage === 'memory' ? `memory only (${storageFailure}): what isn't sent is lost with the page` : 'IndexedDB',
    collector: `${options.collector} ${halted ? `answered ${halted}` : acked > 0 ? `has taken ${acked}` : retryAt ? silence : 'has been sent nothing yet'}, ${stored} waiting`,
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
