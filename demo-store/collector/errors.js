// Every failure leaves the collector as JSON `{ error, code }`: the sender
// decides by the status, the developer reads the text in the network panel.

import { storageFailureOf } from './store/failures.js';

/** A request that its sender has to change before it can succeed. */
export class ClientError extends Error {
  /**
   * @param {number} statusCode @param {string} code @param {string} message
   * @param {object[]} [results] of the events at fault: a page gives one up only if it is named
   */
  constructor(statusCode, code, message, results) {
    super(message);
    this.statusCode = statusCode;
    this.code = code;
    this.results = results;
  }
}

const frameworkErrors = {
  FST_ERR_CTP_BODY_TOO_LARGE: {
    code: 'body_too_large',
    error: 'The body is larger than this collector takes; send fewer events per request.',
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: 'unsupported_content_type',
    error: 'content-type must be text/plain or application/json.',
  },
};

/** @param {Error & { statusCode?: number, code?: string }} error */
function describe(error) {
  const failure = storageFailureOf(error);
  if (failure) return { statusCode: 503, retryAfterS: failure.retryAfterS, body: { error: failure.error, code: failure.code } };
  const statusCode = error.statusCode ?? 500;
  if (statusCode >= 500) {
    return { statusCode, body: { error: 'The collector failed; try again later.', code: 'internal' } };
  }
  const { message, code = 'bad_request', results, retryAfterS } = error;
  const body = frameworkErrors[code] ?? { error: message, code, results };
  return { statusCode, retryAfterS, body };
}

/** Names the query parameter, because "must be integer" alone helps nobody. */
export function describeQueryError([first]) {
  const field = first.instancePath.slice(1) || first.params.additionalProperty;
  const expected = first.params.allowedValues?.join(' or ') ?? first.message;
  const text = first.keyword === 'additionalProperties'
    ? `Query parameter "${field}" is not known.`
    : `Query parameter "${field}": expected ${expected}.`;
  return new ClientError(400, 'invalid_parameter', text);
}

/** @param {import('fastify').FastifyInstance} app */
export function answerErrorsAsJson(app) {
  app.setErrorHandler((error, request, reply) => {
    const { statusCode, retryAfterS, body } = describe(error);
    if (retryAfterS) reply.header('retry-after', retryAfterS);
    if (statusCode >= 500) request.log.error(error);
    return reply.code(statusCode).send(body);
  });
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({ error: `Nothing is served at ${request.method} ${request.url}.`, code: 'not_found' }));
}
