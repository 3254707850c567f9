// What a page can listen to, and what is said in the console. A listener that fails is the page's to know.

import type { Report } from '../engine/engine';
import type { Trace } from '../observe/trace';
import type { KagoEvents } from './types';

/** `identify` is accepted without an event. */
export type Result = Report | { status: 'accepted'; eventId?: undefined; also?: undefined };

export class Events {
  readonly #listeners = new Map<string, Set<(detail: unknown) => void>>();

  constructor(private readonly trace?: Trace) {}

  on<E extends keyof KagoEvents>(event: E, listener: (detail: KagoEvents[E]) => void): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener as (detail: unknown) => void));
    return () => listeners.delete(listener as (detail: unknown) => void);
  }

  clear(): void {
    this.#listeners.clear();
  }

  emit<E extends keyof KagoEvents>(event: E, detail: KagoEvents[E]): void {
    for (const listener of this.#listeners.get(event) ?? []) {
      try {
        listener(detail);
      } catch (error) {
        this.failed(`a listener of ${event}`)(error);
      }
    }
  }

  /** `said`: the name that the call has. */
  announce(result: Result, said: string): void {
    const name = (result as { name?: string }).name || said;
    if (result.status === 'refused') this.emit('refused', { name, violations: result.violations });
    else if (result.status === 'accepted' && result.eventId) {
      const { eventId, warnings } = result;
      this.emit('accepted', { eventId, name, warnings });
    }
  }

  /** Hears why. */
  failed(what: string): (error: unknown) => void {
    return (error) => this.warn(`${what} failed`, error);
  }

  warn(what: string, detail: unknown): void {
    this.trace?.('warning', what, detail);
  }
}
