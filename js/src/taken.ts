// Kago's other files, which take from this bundle what it has already (js/lent.mjs).

import lent from 'kago-lent';

/** What such a file exports, of the module that it is. */
export const taken = <M>(file: M): M => (file as { default: (lent: (place: number) => unknown) => M }).default((place) => lent[place]);
