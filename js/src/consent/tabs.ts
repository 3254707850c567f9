// What the other tabs of the origin do with Kago's entries in localStorage: there a denial is written (store/denial.ts),
// and what a page says last. It holds nobody up, and costs no page the back/forward cache. A tab that doesn't hear
// finds the store erased with its next step (engine.ts).

import { listen, type Stop } from '../page/listen';
import { attempt } from '../page/attempt';
import { erased } from '../store/denial';

const GRANTED = 'kago.granted';

/** `last`: a page that has ended left words, which `denied` may have been too late for. */
export type Word = 'denied' | 'granted' | 'last';

export function hearTabs(heard: (word: Word) => void): Stop {
  return listen<StorageEvent>(window, 'storage', ({ key, newValue }) => {
    const word = /^kago\.(denied|granted|last)/.exec(key!)?.[1] as Word | undefined;
    if (word && newValue !== null) heard(word);
    else if (word === 'denied') erased();
  });
}

export const tellGranted = () => attempt(() => {
  localStorage.setItem(GRANTED, '');
  localStorage.removeItem(GRANTED);
});
