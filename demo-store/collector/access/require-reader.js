// Who may read, in the collector's own words.

import { ClientError } from '../errors.js';

/**
 * A hook that lets through who has a token with that scope, as `request.reader`, as often as that token may ask.
 * @param {{ readerOf: Function, limitReads?: (reader: object) => void }} access @param {string} scope
 */
export const requireReader = ({ readerOf, limitReads = () => {} }, scope) => async (request) => {
  const reader = readerOf(request);
  if (!reader) throw new ClientError(401, 'unknown_token', 'Reading takes a token of this shop: send it as "Authorization: Bearer <token>".');
  if (!reader.scopes.has(scope)) throw new ClientError(403, 'missing_scope', `This token doesn't have the scope "${scope}".`);
  request.reader = reader;
  limitReads(reader);
};
