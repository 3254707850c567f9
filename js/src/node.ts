// The Node entry for collectors (`import { loadCore } from 'kago/core'`): the same core as in the
// browser, to judge events before they are stored.

import { readFile } from 'node:fs/promises';

import { loadCore as load } from './engine/core';
import type { Finding } from './api/types';

export interface Verdict {
  valid: boolean;
  violations: Finding[];
}

/** An event in the words that a receiver takes, and what was changed for it. */
export interface EncodedEvent {
  name: string;
  properties: Record<string, unknown>;
  changes: Finding[];
}

export interface CollectorCore {
  /** The verdict on one event on the wire, given as JSON text. Never throws on its content. */
  validate(event: string): Verdict;
  /**
   * A valid event, given as JSON text, as Braze takes it (`logEcommerceEvent`, `/users/track`); null
   * for `kago.cart_emptied`, which Braze doesn't know, and for what isn't valid.
   */
  encode(event: string): EncodedEvent | null;
  /** One step of the tracker, for tests and simulations: core/input.h in, core/command.h out. */
  step(request: string): string;
  /** The product that a page's markup tells of, for the same: core/platform/jsonld.h, `ReadMarkup`. */
  markup(request: string): string;
}

/** What a collector calls within the transaction that stores events. */
export interface ServerCore extends Pick<CollectorCore, 'validate'> {
  /** Text to text: core/insight/fold.h has both. Any order of the same events makes the same rows. */
  fold(request: string): string;
  /** Text to text: core/insight/reply.h. Rows in the words in which a shop reads them. */
  reply(request: string): string;
}

export async function loadServerCore(): Promise<ServerCore> {
  const core = await load(await readFile(new URL('./kago-server.wasm', import.meta.url)), '');
  return { validate: (event) => JSON.parse(core.judge!(event)), fold: core.fold!, reply: core.reply! };
}

export async function loadCore(): Promise<CollectorCore> {
  const core = await load(await readFile(new URL('./kago-debug.wasm', import.meta.url)), '');
  return {
    validate: (event) => JSON.parse(core.judge!(event)),
    encode: (event) => JSON.parse(core.braze!(event)),
    step: core.step,
    markup: core.markup!,
  };
}
