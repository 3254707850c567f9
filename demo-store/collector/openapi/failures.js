// What every route may answer besides its own: by whether its path has ids, whether it takes a body, and in whose words its
// failures are told (error-words.js). Where a route says more exactly what an answer means, that counts.

import { FULL, failure, object, text } from './words.js';

export const ofShopify = (description) => ({ description, type: 'object', required: ['errors'], properties: { errors: { description: 'A sentence, or one for each parameter', type: ['string', 'object'] } } });
export const ofBigCommerce = (description) => object(description, { status: { type: 'integer', description: 'HTTP' }, title: text('What is wrong'), type: text('Where it is documented'), errors: object('By field') },
  { required: ['status', 'title', 'type', 'errors'] });
export const ofOAuth = (description) => object(description, { error: text('OAuth\'s code'), error_description: text('Why') }, { required: ['error'] });

const SHAPES = [['/admin/api/', ofShopify], ['/stores/', ofBigCommerce], ['/oauth/', ofOAuth]];
const IDS = { 400: 'An id that is no text once its escapes are read', 414: 'An id that is longer than any', 431: 'Path and headers of more than 16 kB' };
const BODY = { 400: 'A body that is none', 413: 'Too large a body', 415: 'Another content type' };
const ALWAYS = { 500: 'A fault of the collector', 503: FULL.description };

/** @param {object} schema of a route @param {string} url @param {string} method @returns {object} the same with all that it may answer */
export function withFailures(schema, url, method) {
  // Every answer is a 200 there, with a code of its own.
  const isAlways200 = url.startsWith('/v1.1/');
  const shape = SHAPES.find(([prefix]) => url.startsWith(prefix))?.[1] ?? failure;
  const common = isAlways200 ? {} : { ...ALWAYS, ...(schema.body && BODY), ...(method === 'DELETE' && { 413: BODY[413], 415: BODY[415] }), ...(url.includes(':') && IDS) };
  // Before there is a request, nobody's words are known.
  const shaped = ([status, description]) => [status, (status === '431' ? failure : shape)(description)];
  return { ...schema, response: { ...Object.fromEntries(Object.entries(common).map(shaped)), ...schema.response } };
}
