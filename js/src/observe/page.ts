// What observes shops on no platform, in one file: nearly all of them have all three (names.ts).

export { observe as ga4 } from './ga4';
export { observe as html } from './html';
export { observe as jsonld } from './jsonld';
