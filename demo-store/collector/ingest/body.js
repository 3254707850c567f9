// A request's body as text. Pages send large ones as gzip, without a header that says so: a browser
// would ask for permission first (CORS preflight). The first two bytes tell; JSON never begins so.

import { gunzip } from 'node:zlib';

import { ClientError } from '../errors.js';

const isGzip = (bytes) => bytes[0] === 0x1f && bytes[1] === 0x8b;

function problemOf(error) {
  if (error.code === 'ERR_BUFFER_TOO_LARGE') {
    return new ClientError(413, 'body_too_large', 'The unpacked body is larger than this collector takes; send fewer events per request.');
  }
  return new ClientError(400, 'invalid_gzip', 'The body begins like gzip but is none.');
}

/** A content-type parser for Fastify. @param {number} bytesMax of the text, unpacked too */
export function textParser(bytesMax) {
  return (request, bytes, done) => {
    if (!isGzip(bytes)) return done(null, bytes.toString());
    return gunzip(bytes, { maxOutputLength: bytesMax }, (error, text) => done(error && problemOf(error), text?.toString()));
  };
}
