// Parts that the schemas of routes are made of (OpenAPI 3.1, JSON Schema 2020-12).

export const text = (description, more = {}) => ({ type: 'string', description, ...more });
export const integer = (description, more = {}) => ({ type: 'integer', description, ...more });
export const amount = (description) => ({ type: 'number', description });
export const orNull = ({ type, ...schema }) => ({ ...schema, type: [type, 'null'] });
export const list = (description, items) => ({ type: 'array', description, items });
export const object = (description, properties = {}, more = {}) => ({ type: 'object', description, properties, ...more });
export const plain = (description, type, schema = { type: 'string' }) => ({ description, content: { [type]: { schema } } });

/** In the collector's own words; the sender decides by the status. */
export const failure = (description) => object(description, {
  error: text('What is wrong, and what to do about it'),
  code: text('The same for programs'),
}, { required: ['error', 'code'] });

/** By a token of that scope. */
export const needs = (scope, ...schemes) => (schemes.length > 0 ? schemes : ['token']).map((scheme) => ({ [scheme]: [scope] }));

/** Of routes that check by themselves what they are sent, in words of their own. */
export const unchecked = (schema) => ({ schema, validatorCompiler: () => () => true });

export const REFUSED = {
  401: failure('No token of this collector'),
  403: failure('A token without this scope'),
  429: failure('Too often: try again after the seconds in Retry-After'),
};
export const FULL = failure('The disk is full, or the storage doesn\'t answer: try again after the seconds in Retry-After');
