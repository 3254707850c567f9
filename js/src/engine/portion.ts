// Which lines one step takes: what pages have left comes first, in portions, then this page's own calls.

import type { Left, Reads } from '../store/backing';
import { isUnderstood } from '../store/leftovers';

/** A line of core/input.h, and who hears what becomes of it: nobody, when it was left. */
export interface Call {
  line: string;
  resolve?: (result: unknown) => void;
  reject?: (error: unknown) => void;
  /** It stands among the leftovers, until its step is committed. */
  isWritten?: boolean;
}

export interface Portion {
  calls: Call[];
  /** The leftovers among them. */
  taken: Left[];
  /** The leftovers beyond this key are the next portion's; -1: there are none. */
  beyond: number;
}

// So that a burst is no long task: a page that is to be closed meanwhile comes to its end in time.
export const INPUTS_MAX = 25;
export const LEFTOVERS_MAX = 50;

/** Each time that the store begins anew, so does the shopper. */
export const shopperOf = (state: string) => /"anonymous_id":"([^"]*)/.exec(state)?.[1];

/**
 * Said by a page that had seen another shopper's store, and left when that had been erased: by one who hadn't heard of the
 * denial. A state that can't be read is nobody's.
 */
function isOfAnother(line: string, state: string): boolean {
  const shopper = /^{"type":"\w+","with":{[^}]*"shopper":"([^"]*)/.exec(line)?.[1];
  return !!shopper && (state === '' || (shopperOf(state) ?? shopper) !== shopper);
}

/** `waiting`: the page's own calls. Those that it has left itself are taken where they were left: the order is one. */
export function portionOf({ state, leftovers }: Reads, waiting: Call[], platforms: string): Portion {
  const calls: Call[] = [];
  const taken: Left[] = [];
  let own = 0;
  for (const left of leftovers) {
    const { line } = left;
    const upTo = waiting.findIndex((call) => call.line === line) + 1;
    if (upTo === 0) {
      if (!isUnderstood(line, platforms)) continue;
      if (!isOfAnother(line, state)) calls.push({ line });
    } else {
      calls.push(...waiting.slice(own, upTo));
      own = Math.max(own, upTo);
    }
    taken.push(left);
  }
  const isLast = leftovers.length < LEFTOVERS_MAX;
  if (isLast) calls.push(...waiting.slice(own, own + INPUTS_MAX));
  return { calls, taken, beyond: isLast ? -1 : leftovers[leftovers.length - 1].key };
}
