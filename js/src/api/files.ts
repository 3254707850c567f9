// Kago's other files, which a page loads as it needs them: the core and the reader of markup (Wasm, or a script in its
// place), what looks for the platform, observers, and the words for what is wrong.

import type { KagoOptions } from './types';
import { complain, type Options } from './options';
import { type Core, loadCore, type Script } from '../engine/core';
import type { Answer } from '../engine/sender';
import type { Part } from '../observe/names';
import type { Cause, Tracked } from '../observe/report';
import type { Trace } from '../observe/trace';
import type { Observe } from '../observe/shop';

/** Where they are: the script tag has them beside it, or within, npm in the package. */
export interface Files {
  wasm(name: CoreName): Wasm | Promise<Wasm>;
  part<P extends keyof Parts>(name: P): Promise<Parts[P]>;
}

type Wasm = URL | BufferSource;

/** Of a module; the script that may stand in its place has the same. */
export type CoreName = `kago${string}`;

export type Parts = { [part in Part]: { [name: string]: Observe } } & { [core in CoreName]: Script } & {
  tracker: typeof import('./tracker');
  sources: typeof import('../observe/sources');
  auto: typeof import('../observe/auto');
  sight: typeof import('../page/sight');
  braze: typeof import('../receivers/braze');
  report: typeof import('../observe/report');
};

/** Requests in a row without a collector's answer: some may be lost. */
const UNANSWERED_MAX = 3;

/** Those that one page has loaded. */
export class Loaded {
  readonly #loads: { [name in keyof Parts]?: Promise<Parts[keyof Parts]> } = {};
  #unanswered = 0;
  /** With `debug` it hears what happens on the page. */
  readonly trace?: Trace;

  constructor(private readonly options: Options, private readonly files: Files, private readonly tracked: () => Pick<Tracked, 'page' | 'sources' | 'status'>) {
    if (!options.debug) return;
    const hear = this.part('report').then(({ traced }) => traced(() => this.#told())).catch(() => {});
    this.trace = (...heard) => {
      const at = Date.now();
      hear.then((tell) => tell?.(at, ...heard)).catch(() => {});
    };
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

  /** A module, by default (`wasm`) the file of that name. `integrity`: the hashes of those that the page knows beside its own. */
  async wasm(name: CoreName, integrity: string, wasm?: KagoOptions['wasm']): Promise<Core> {
    return loadCore(wasm ?? await this.files.wasm(name), `${__INTEGRITY__} ${integrity}`, async (failure) => {
      const script = await this.part(name);
      this.explain(failure, true);
      return script;
    });
  }

  /** What came of a request. Nobody loads the words for it where all is well. */
  answered(answer: Answer): void {
    this.trace?.('answer', answer);
    this.#unanswered = answer.body?.includes('"results"') ? 0 : this.#unanswered + 1;
    if (/^40[134]$/.test(String(answer.status)) || this.#unanswered === UNANSWERED_MAX) this.explain(answer);
  }

  /** `isMended`: in another way, at a price. */
  explain(what: Cause, isMended?: boolean): void {
    this.part('report')
      .then(({ explain }) => explain(what, { ...this.#told(), isMended }))
      .catch(() => what instanceof Error && navigator.onLine && complain(what));
  }
}
