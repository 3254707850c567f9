// The collector's read APIs as these pages use them.

import { tokenOf } from './session.js';

/** A collector that hangs has to look like one. */
const ANSWER_MS_MAX = 10_000;

/** What was answered instead. `status` 0: nothing was. */
export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Amounts that are numbers keep their digits, as texts, in browsers that show what a number was written as; a double has 15 in the others. */
const exact = (key, value, context) => (typeof value === 'number' ? context?.source ?? String(value) : value);

/** What no header may have, no token has: an invisible character that came along, or a word of another script. */
const NO_TOKEN = /[^\x21-\x7e]/;

async function ask(path, init = {}) {
  if (NO_TOKEN.test(tokenOf())) throw new Refusal(401, 'This is no token of a collector: one has letters, digits and signs of ASCII. Copy it once more.');
  const headers = { authorization: `Bearer ${tokenOf()}`, ...init.headers };
  const response = await fetch(path, { ...init, headers, signal: AbortSignal.timeout(ANSWER_MS_MAX) })
    .catch(() => { throw new Refusal(0, 'The collector gives no answer. Is it running?'); });
  const text = await response.text();
  if (response.ok) return text;
  let error;
  try { ({ error } = JSON.parse(text)); } catch { /* A proxy's own page. */ }
  throw new Refusal(response.status, error ?? `The answer was ${response.status}.`);
}

const withQuery = (path, query) => {
  const set = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return set.length > 0 ? `${path}?${new URLSearchParams(set)}` : path;
};

export const get = async (path, query = {}) => JSON.parse(await ask(withQuery(path, query)));

/** Of routes whose amounts are numbers. */
export const getExact = async (path) => JSON.parse(await ask(path), exact);

export const post = async (path, body) => JSON.parse(await ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }));
