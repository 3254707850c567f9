// Kago's other files, which a page loads as it needs them: the core and the reader of markup (Wasm), what looks for the
// platform, observers, and the words for what is wrong.

import type { KagoOptions } from './types';
import { complain, type Options } from './options';
import { type Core, loadCore } from '../engine/core';
import { addressOf, encode, encodeSeen } from '../engine/encode';
import type { Answer } from '../engine/sender';
import type { ReadMarkup } from '../observe/common/markup';
import type { Part, Source } from '../observe/names';
import type { Cause, Tracked } from '../observe/report';
import type { Heard, Trace } from '../observe/trace';
import type { Observe } from '../observe/shop';

/** Where they are: the script tag has them beside it, npm in the package. */
export interface Files {
  wasm(name: string): string | URL;
  part<P extends keyof Parts>(name: P): Promise<Parts[P]>;
}

export type Parts = { [part in Part]: { [name: string]: Observe } } & {
  sources: typeof import('../observe/sources');
  report: typeof import('../observe/report');
};

/** Requests in a row without a collector's answer: some may be lost. */
const UNANSWERED_MAX = 3;

/** Those that one page has loaded. */
export class Loaded {
  readonly #loads: { [name in keyof Parts]?: Promise<Parts[keyof Parts]> } = {};
  /** What only those load that have something observed. */
  #sources?: Parts['sources'];
  #unanswered = 0;
  /** With `debug` it hears what happens on the page. */
  readonly trace?: Trace;

  constructor(private readonly options: Options, private readonly files: Files, private readonly tracked: () => Pick<Tracked, 'page' | 'sources' | 'status'>) {
    if (!options.debug) return;
    const early: Heard[] = [];
    let hear = (...heard: Heard): unknown => early.push(heard);
    this.part('report').then(({ traced }) => { hear = traced(early, () => this.#told()); }, () => {});
    this.trace = (...heard) => hear(Date.now(), ...heard);
  }

  #told(): Tracked {
    return { ...this.tracked(), options: this.options, complain };
  }

  /** Once. A failure is told to whoever waits for it. */
  part<P extends keyof Parts>(name: P): Promise<Parts[P]> {
    const loading = (this.#loads[name] ??= this.files.part(name)) as Promise<Parts[P]>;
    loading.catch(() => {});
    return loading;
  }

  async sources(): Promise<Parts['sources']> {
    return (this.#sources = await this.part('sources'));
  }

  /** The one that fits these sources. */
  core(sources: Source[]): Promise<Core> {
    const { braze, debug, wasm } = this.options;
    const name = this.#sources?.wasmFor(sources, !!braze, !!debug) ?? (braze ? 'kago-braze' : 'kago');
    return this.#wasm(name, wasm);
  }

  #wasm(name: string, wasm: KagoOptions['wasm'] = this.files.wasm(name)): Promise<Core> {
    return loadCore(wasm, `${__INTEGRITY__} ${this.#sources?.integrity ?? ''}`);
  }

  async markup(): Promise<ReadMarkup> {
    const { currency, urlParameters } = this.options;
    const { markup } = await this.#wasm('kago-markup');
    return (page, variant, address) => {
      const text = encodeSeen(page);
      const about = encode({ url: addressOf(address, urlParameters, text), currency, url_parameters: urlParameters?.join(' '), variant });
      return JSON.parse(markup!(`{"page":${text},${about.slice(1)}`));
    };
  }

  /** What came of a request. Nobody loads the words for it where all is well. */
  answered(answer: Answer): void {
    this.trace?.('answer', answer);
    this.#unanswered = answer.body?.includes('"results"') ? 0 : this.#unanswered + 1;
    if (/^40[134]$/.test(String(answer.status)) || this.#unanswered === UNANSWERED_MAX) this.explain(answer);
  }

  explain(what: Cause): void {
    this.part('report')
      .then(({ explain }) => explain(what, this.#told()))
      .catch(() => what instanceof Error && navigator.onLine && complain(what));
  }
}
