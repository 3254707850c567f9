// Every failure leaves the collector as JSON, in the words of whom its path is for (error-words.js): the sender decides by
// the status, the developer reads the text in the network panel.

import { STATUS_CODES } from 'node:http';
import { wordsOf } from './error-words.js';
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

const typesOf = (request) => request.routeOptions?.schema?.consumes ?? ['application/json'];

/** What the framework refuses, said so that it helps. */
const FRAMEWORK = {
  FST_ERR_CTP_BODY_TOO_LARGE: (request) => ['body_too_large', request.routeOptions.config.tooLarge ?? `The body is larger than the ${request.routeOptions.bodyLimit} bytes that are taken here.`],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: (request) => ['unsupported_content_type', `content-type must be ${typesOf(request).join(' or ')}.`],
  FST_ERR_CTP_INVALID_JSON_BODY: () => ['invalid_json', 'The body is not JSON.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: () => ['invalid_json', 'The body is empty; expected JSON.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => ['invalid_content_length', 'The body is not as long as content-length says.'],
  FST_ERR_BAD_URL: () => ['malformed_path', 'The path has a "%" that is no escaped byte of UTF-8: expected ids as encodeURIComponent writes them.'],
  FST_ERR_MAX_PARAM_LENGTH: () => ['path_too_long', 'A part of the path is longer than any id is.'],
};

/** @param {any} error @returns {import('./error-words.js').Told & { retryAfterS?: number }} */
function describe(error, request) {
  const failure = storageFailureOf(error);
  if (failure) return { statusCode: 503, ...failure };
  const { statusCode = 500, code, message, results, retryAfterS } = error;
  if (statusCode >= 500) return { statusCode: 500, error: 'The collector failed; try again later.', code: 'internal' };
  const [ownCode, text] = FRAMEWORK[code]?.(request) ?? (error instanceof SyntaxError ? FRAMEWORK.FST_ERR_CTP_INVALID_JSON_BODY() : [code ?? 'bad_request', message]);
  return { statusCode, error: text, code: String(ownCode), results, retryAfterS };
}

function answer(error, request, reply) {
  const told = describe(error, request);
  if (told.statusCode >= 500) request.log.error(error);
  const { statusCode, body } = wordsOf(request.url)(told, error);
  if (told.retryAfterS) reply.header('retry-after', told.retryAfterS);
  return reply.code(statusCode).headers(error.headers ?? {}).send(body);
}

const PLACES = { querystring: 'Query parameter', body: 'Member', params: 'Part of the path' };

/** Names what is wrong, because "must be integer" alone helps nobody. @param {object[]} errors Ajv's @param {string} part of the request */
export function describeSchemaError([{ instancePath, keyword, params, message }], part) {
  const field = instancePath.slice(1).replaceAll('/', '.') || params.additionalProperty || params.missingProperty;
  const place = field === undefined ? `The ${part}` : `${PLACES[part] ?? part} "${field}"`;
  const fault = keyword === 'additionalProperties' ? ' is not known.' : keyword === 'required' ? ' is missing.' : `: expected ${params.allowedValues?.join(' or ') ?? message}.`;
  return new ClientError(400, part === 'body' ? 'invalid_body' : 'invalid_parameter', place + fault);
}

/** Options of Fastify: what is refused before a route is found. */
export const frameworkErrors = answer;

/** What is no HTTP, or too much of it: there is no request then. */
export function answerBadClients(error, socket) {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const [status, code, text] = {
    ERR_HTTP_REQUEST_TIMEOUT: [408, 'request_timeout', 'The request took too long.'],
    HPE_HEADER_OVERFLOW: [431, 'headers_too_large', 'The path and the headers are larger than 16 kB.'],
  }[error.code] ?? [400, 'bad_request', 'This is no HTTP request.'];
  const body = JSON.stringify({ error: text, code });
  if (socket.writable) socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`);
  socket.destroy(error);
}

/** @param {import('fastify').FastifyInstance} app */
export function answerErrors(app) {
  app.setErrorHandler(answer);
  // Of a body for nobody only its end is waited for.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, bytes, done) => done(null));
  app.setNotFoundHandler((request, reply) => answer(new ClientError(404, 'not_found', `Nothing is served at ${request.method} ${request.url.slice(0, 200)}.`), request, reply));
}
