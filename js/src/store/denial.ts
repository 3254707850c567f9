// A denial whose erasure is still to be done, since the browser's storage may be busy or not answer at all. It is
// written down, so that no page reads what it was to erase, and is gone with it. It says when, and no more. That it is
// written tells the other tabs (consent/tabs.ts).

import { attempt } from '../page/attempt';

const DENIED = 'kago.denied';

/** What this page has still to do itself: a shop may clear its localStorage, and there may be none. */
let own = '';

/** The latest one; '' when all is erased. */
export const owed = (): string => own || attempt(() => localStorage.getItem(DENIED)) || '';

export function deny(): void {
  own = String(Date.now());
  attempt(() => localStorage.setItem(DENIED, own));
}

/** Not one that came since. Without a denial: by another tab. */
export function erased(denial = own): void {
  if (own === denial) own = '';
  if (owed() === denial) attempt(() => localStorage.removeItem(DENIED));
}
