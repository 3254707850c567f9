// Kago's other files, which take from this bundle what it has already (js/lent.mjs).

import lent from 'kago-lent';
import type { Files } from './api/files';

type Lend = (place: number) => unknown;

/** One for all: by it a file knows that it has run for this bundle. */
const lend: Lend = (place) => lent[place];

/** What such a file exports, of the module that it is. */
export const taken = <M>(file: M): M => (file as { default: (lend: Lend) => M }).default(lend);

/** The files as a page has them. */
export const taking = ({ wasm, part }: Files): Files => ({ wasm, part: async (name) => taken(await part(name)) });
