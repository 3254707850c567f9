// In whose words a failure is told: the clients of a platform read that platform's alone, OAuth's read RFC 6749, and all
// others `{ error, code }`. By the path, since what is wrong may be the path itself.

/** @typedef {{ statusCode: number, error: string, code: string, results?: object[] }} Told */

const own = ({ statusCode, error, code, results }) => ({ statusCode, body: { error, code, results } });

const SHOPIFY = { 404: 'Not Found', 500: 'Internal Server Error' };
const shopify = ({ statusCode, error }, { errors }) => ({ statusCode, body: { errors: errors ?? SHOPIFY[statusCode] ?? error } });

const STATUS_CODES = 'https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes';
const TITLES = { 400: 'Input is invalid.', 404: 'Not Found', 413: 'Payload Too Large', 414: 'URI Too Long', 415: 'Unsupported Media Type', 429: 'Too Many Requests', 500: 'Internal Server Error', 503: 'Service Unavailable' };
const bigcommerce = ({ statusCode, error }, { errors }) => ({
  statusCode, body: { status: statusCode, title: errors ? error : TITLES[statusCode] ?? error, type: STATUS_CODES, errors: errors ?? {} } });

/** api2cart.com/docs/response-status-codes; every answer is a 200. */
const RETURN_CODES = { 404: 3, 429: 110, 503: 1, 500: 9 };
const BAD_PARAMETER = 109;
const api2cart = ({ statusCode, error }, { returnCode }) => ({ statusCode: 200, body: { return_code: returnCode ?? RETURN_CODES[statusCode] ?? BAD_PARAMETER, return_message: error, result: null } });

/** RFC 6749, 5.2; of the codes in 4.1.2.1 those that it has none for. A description has neither quotes nor what isn't ASCII. */
const OAUTH = { 429: 'temporarily_unavailable', 503: 'temporarily_unavailable', 500: 'server_error' };
const oauth = ({ statusCode, error }) => ({ statusCode, body: { error: OAUTH[statusCode] ?? 'invalid_request', error_description: error.replace(/"/g, "'").replace(/[^\x20-\x5b\x5d-\x7e]/g, '?') } });

const WORDS = [['/admin/api/', shopify], ['/stores/', bigcommerce], ['/v1.1/', api2cart], ['/oauth/', oauth]];

/** @param {string} path @returns {(told: Told, error: any) => { statusCode: number, body: object }} */
export const wordsOf = (path) => WORDS.find(([prefix]) => path.startsWith(prefix))?.[1] ?? own;
