// The strict Content Security Policy of every page. The inline scripts (import map, tag stub) are
// allowed by their hash, taken from the page itself: an edited shell can't fall out of step.

import { createHash } from 'node:crypto';

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

export function contentSecurityPolicy(html, collectorOrigin) {
  const hashes = [...html.matchAll(INLINE_SCRIPT)].map(([, body]) => hashSource(body));
  return [
    "default-src 'self'",
    ["script-src 'self' 'wasm-unsafe-eval'", ...hashes].join(' '),
    `connect-src 'self' ${collectorOrigin}`,
    "img-src 'self' data:",
    "style-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');
}

function hashSource(body) {
  return `'sha256-${createHash('sha256').update(body).digest('base64')}'`;
}
