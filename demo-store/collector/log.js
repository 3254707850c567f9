// What the collector says of its work: a line of JSON for each answer and each fault (pino), to stderr. None of it is
// personal, secret, or could be: routes and not addresses, places in the program and not the words of errors, which may
// quote what somebody sent.

import { LogController } from 'fastify';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** Nothing logs these; should somebody, they are left out. */
const NEVER = ['authorization', 'cookie', 'headers', 'query', 'url', 'body', 'event', 'events', 'properties', 'email', 'phone', 'first_name', 'last_name',
  'firstName', 'lastName', 'user_id', 'anonymous_id', 'token', 'access_token', 'secret', 'client_secret', 'password', 'write_key', 'template'];

/** Of SQLite and of the system the words are their own. */
const isPlain = ({ code = '' }) => /^(SQLITE|E[A-Z]+$)/.test(code);

function describeError(error) {
  const { name, code, statusCode, message, stack = '' } = error;
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line)).map((line) => line.trim());
  return { type: name, code, statusCode, ...(isPlain(error) && { message }), stack: frames };
}

/** An error's words aren't the line's, and no framework's text tells an address. */
function quiet(args, method) {
  const [first, text] = args;
  const error = first instanceof Error ? first : first?.err;
  if (error) return method.apply(this, [{ ...(first === error ? {} : first), err: error }, 'failed']);
  return method.apply(this, typeof first === 'string' ? [first.replace(/"[^"]*"/g, '"…"')] : [first, text]);
}

/** @param {{ level: string, stream: { write: (line: string) => void } }} log @returns {object} options of Fastify */
export function logOptions({ level, stream }) {
  const logController = new LogController({ disableRequestLogging: true });
  if (level === 'silent') return { logger: false, logController };
  return {
    logController,
    logger: {
      level,
      stream,
      base: null,
      redact: { paths: NEVER.flatMap((name) => [name, `*.${name}`]), remove: true },
      serializers: { req: () => undefined, res: ({ statusCode }) => ({ statusCode }), err: describeError },
      hooks: { logMethod: quiet },
    },
  };
}

/** @param {import('fastify').FastifyInstance} app */
export function logAnswers(app) {
  app.decorateRequest('shop', null);
  app.decorateRequest('reader', null);
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions, shop, reader } = request;
    request.log.info({ method, route: routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10, shop: shop ?? reader?.shop }, 'answered');
  });
}
