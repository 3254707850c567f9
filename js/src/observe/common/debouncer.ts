// Ten clicks on a stepper are one change: what they hint at is done once it is quiet.

import type { Stop } from '../../page/listen';
import type { Shop } from '../shop';

const QUIET_MS = 1_000;
const WAIT_MS_MAX = 5_000;

export interface Debouncer {
  /** A second after the last hint, five after the first at most. */
  hint(): void;
  /** Does now what waits, if anything does. */
  now(): void;
  readonly waits: boolean;
}

export function debouncer(shop: Shop, work: () => void): Debouncer {
  let firstHint = 0;
  let callOff: Stop = () => {};

  function now(): void {
    callOff();
    if (firstHint === 0) return;
    firstHint = 0;
    work();
  }

  return {
    hint() {
      firstHint ||= performance.now();
      callOff();
      callOff = shop.after(Math.min(QUIET_MS, Math.max(firstHint + WAIT_MS_MAX - performance.now(), 0)), now);
    },
    now,
    get waits() { return firstHint !== 0; },
  };
}
