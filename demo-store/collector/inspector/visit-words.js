// Each entry of a page's timeline in words: what happened, and where nothing came of it, why.

import { shortName } from './format.js';

export const kindsOf = [['all', 'All'], ['nothing', 'No event'], ['calls', 'Calls'], ['delivery', 'Delivery']];

const DELIVERY = new Set(['batch', 'answer', 'wait', 'dropped']);

const outcomesOf = (entry) => entry.outcomes ?? [];
const cameToNothing = (entry) => entry.what === 'dropped' || entry.what === 'warning' || (entry.what === 'call' && !outcomesOf(entry).some(({ status }) => status === 'accepted'));

export function isWanted(entry, kind) {
  if (kind === 'nothing') return cameToNothing(entry);
  if (kind === 'calls') return entry.what === 'call';
  return kind === 'all' || DELIVERY.has(entry.what);
}

/** docs of `HeldReason` (js/src/api/types.ts), for a tester. */
const HELD = {
  consent_unknown: 'consent is not known yet: the call waits in memory until it is granted',
  consent_denied: 'consent is denied: nothing was kept',
  no_core: 'the core did not load: nothing was kept',
  wrong_build: 'the core is of another release: nothing was kept',
  core_failed: 'the core failed on this call, twice',
  not_loaded: 'Kago was not there in time; the call is kept',
  not_shown: 'nobody sees the page yet: it is said once it is shown',
  slow: 'the browser\'s storage does not answer in time; the call goes on meanwhile',
  stopped: 'Kago was stopped',
  bad_options: 'the collector\'s address is missing or wrong: nothing was kept',
};

/** @returns {{ text: string, eventId?: string, tone: 'good' | 'bad' | 'quiet', findings?: object[] }} */
export function outcomeWords({ status, name, eventId, reason, why, violations = [], warnings = [] }) {
  if (status === 'accepted' && !eventId) return { text: 'noted; it is no event by itself', tone: 'good' };
  if (status === 'accepted') return { text: shortName(name), eventId, tone: 'good', findings: warnings };
  if (status === 'refused') return { text: `refused: ${shortName(name)}`, tone: 'bad', findings: violations };
  if (status === 'held') return { text: `held: ${HELD[reason] ?? reason}`, tone: 'bad' };
  return { text: `nothing new: ${why ?? 'said before'}`, eventId: eventId ?? undefined, tone: 'quiet' };
}

/** What an observer saw, and what a shop called, in words. */
const SAW = { cart: 'its cart', cart_in_checkout: 'its cart, in checkout', product: 'a product', checkout: 'a checkout', order: 'an order' };

function callWords({ name = '', source }) {
  if (source) return `${source} saw ${SAW[name] ?? name.replaceAll('_', ' ')}`;
  return name === 'identify' ? 'identify: the shop said who is there' : `The shop said: ${shortName(name)}`;
}

/** By the request's status; what it means for each event is in the answer itself. */
function answerWords({ status, body }) {
  if (status === 0) return 'No answer: the network, the collector, or a policy of the page';
  let results;
  try {
    ({ results } = JSON.parse(body));
  } catch {
    return `Answer ${status}, not in a collector's words`;
  }
  if (!Array.isArray(results)) return `Answer ${status}`;
  const counts = Map.groupBy ? Map.groupBy(results, (one) => one.status) : new Map(results.map((one) => [one.status, results.filter((other) => other.status === one.status)]));
  return `Answer ${status}: ${[...counts].map(([word, list]) => `${list.length} ${word}`).join(', ')}`;
}

const countOf = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;

const WORDS = {
  page: ({ url, referrer }) => `Page opened: ${url}${referrer ? `, from ${referrer}` : ''}`,
  view: ({ url }) => `The address became ${url}`,
  ready: () => 'The core is ready: from here on calls are carried out',
  hint: () => 'Hint: the cart may have changed; it is read once nothing has hinted for a second',
  read: ({ found }) => (found === false ? 'The platform\'s cart was read: there was none in its answer' : 'The platform\'s cart was read'),
  call: callWords,
  batch: ({ event_ids: ids = [], packed, state }) => `${countOf(ids.length, 'event')} sent${packed ? ', as gzip' : ''}${state?.queue?.failures > 0 ? `, attempt ${state.queue.failures + 1}` : ''}`,
  answer: answerWords,
  wait: ({ until }) => `Next try at ${new Date(until).toLocaleTimeString('en-GB')}`,
  dropped: ({ detail }) => `An event will never arrive: ${detail?.reason}`,
  warning: ({ text }) => text,
  hidden: () => 'The tab went into the background',
  visible: () => 'The tab is in front',
  left: () => 'The page was left',
  kept: () => 'The page was left; the browser keeps it for the way back',
  back: () => 'The shopper came back to the page',
};

export const wordsOf = (entry) => (WORDS[entry.what] ?? (() => entry.what))(entry);

export const toneOf = (entry) => {
  if (entry.what === 'dropped' || entry.what === 'warning') return 'bad';
  if (entry.what === 'answer') return entry.status >= 200 && entry.status < 300 ? 'good' : 'bad';
  return entry.what === 'call' && cameToNothing(entry) ? 'nothing' : entry.what;
};
