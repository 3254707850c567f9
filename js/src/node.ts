// The Node entry for collectors (`import { loadCore } from 'kago/core'`): the same core as in the
// browser, to judge events before they are stored.

import { readFile } from 'node:fs/promises';

import { loadCore as load } from './core';
import type { Finding } from './types';

export interface Verdict {
  valid: boolean;
  violations: Finding[];
}

export interface CollectorCore {
  /** The verdict on one event on the wire, given as JSON text. Never throws on its content. */
  validate(event: string): Verdict;
  /** One step of the tracker, for tests and simulations: core/input.h in, core/command.h out. */
  step(request: string): string;
}

export async function loadCore(): Promise<CollectorCore> {
  const core = await load(await readFile(new URL('./kago.wasm', import.meta.url)));
  return { validate: (event) => JSON.parse(core.judge(event)), step: core.step };
}
