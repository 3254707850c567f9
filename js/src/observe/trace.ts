// With `debug`: what happens on the page, in order, and why nothing comes of it where nothing does; told to the console
// and to a QA collector on this machine (demo-store/collector/trace/), which shows it as a timeline. Nobody else asks for it.

import type { Answer } from '../engine/sender';
import type { Command } from '../engine/commands';
import type { Call } from '../engine/portion';
import type { Row } from '../store/backing';
import { attempt } from '../page/attempt';
import { explain, type Tracked } from './report';
import { type Entry, tellTimeline } from './timeline';

/** What happened, and what belongs to it. */
export type Heard = [at: number, what: What, ...details: any[]];
export type What = keyof typeof ENTRIES;
export type Trace = (what: What, ...details: any[]) => void;

/** The longest text that an entry has of a call, in UTF-16 units. */
const DATA_UNITS_MAX = 8_000;
const ANSWER_UNITS_MAX = 2_000;

const cut = (value: unknown, max: number) => {
  const text = attempt(() => (typeof value === 'string' ? value : JSON.stringify(value))) ?? '';
  return text.length > max ? `${text.slice(0, max)}…` : value;
};

interface Line {
  type: string;
  name?: string;
  what?: string;
  from?: string;
  page?: string;
  call?: number;
  properties?: unknown;
  data?: unknown;
  user_id?: unknown;
}

type Result = { status: string; name?: string; violations?: unknown[]; warnings?: unknown[]; also?: Result[] };

const outcomesOf = (result: Result): unknown[] => [result, ...(result.also ?? [])].map(({ also, ...one }) => one);

/** What became of a call. One that an earlier page has left is that page's. */
function carriedOut({ line }: Call, result: Result) {
  const { type, name, what, from, page, call, properties, data, user_id } = attempt(() => JSON.parse(line) as Line) ?? { type: '' };
  if (!/^(track|observe|identify)$/.test(type)) return undefined;
  return { what: 'call', name: name ?? what ?? type, source: from, page, call, data: cut(properties ?? data ?? user_id, DATA_UNITS_MAX), outcomes: outcomesOf(result) };
}

/** Of the stored state that much says where the shopper's cart and queue stand. */
function standing(text: string) {
  const { anonymous_id, user_id, carts, delivery } = attempt(() => JSON.parse(text)) ?? {};
  const { tracked, acked, stored, ledger, failures, halted, retry_at } = delivery ?? {};
  return { anonymous_id, user_id, cart: carts?.cart, queue: { tracked, acked, stored, ledger, failures, halted, retry_at } };
}

/** A wait after a failure is told once. */
let waitsUntil = 0;

function stepEntries(commands: Command[], state: string, rows: Row[], calls: Call[]) {
  const ids = new Map(rows.map(({ seq, id }) => [seq, id]));
  const now = standing(state);
  const entries: object[] = [];
  for (const command of commands) {
    if (command.do === 'report' && calls[command.input]) entries.push(carriedOut(calls[command.input], command.result as Result) ?? {});
    if (command.do === 'send') entries.push({ what: 'batch', event_ids: command.seqs.map((seq) => ids.get(seq)), packed: command.pack });
    if (command.do === 'notify' && command.event === 'dropped') entries.push({ what: 'dropped', detail: command.detail });
    if (command.do === 'send') waitsUntil = 0;
    if (command.do === 'wake' && (now.queue.failures || now.queue.halted) && command.at > waitsUntil) entries.push({ what: 'wait', until: (waitsUntil = command.at) });
  }
  return entries.filter((entry) => 'what' in entry).map((entry) => ({ ...entry, state: now }));
}

/** What each hook tells of, as entries. */
const ENTRIES = {
  ready: () => [{ what: 'ready' }],
  hint: () => [{ what: 'hint' }],
  /** The snapshot follows, with what may leave the page and no more. */
  read: (found: boolean) => [{ what: 'read', found }],
  /** Told when it is clear that nothing came of it; else the step tells. */
  call: () => [],
  step: stepEntries,
  answer: ({ body, ...answer }: Answer) => [{ what: 'answer', ...answer, body: cut(body, ANSWER_UNITS_MAX) }],
  warning: (text: string, detail: unknown) => [{ what: 'warning', text, detail: cut(attempt(() => JSON.parse(JSON.stringify(detail ?? null))) ?? String(detail), ANSWER_UNITS_MAX) }],
  held: (name: string, reason: string) => [{ what: 'call', name, outcomes: [{ status: 'held', reason }] }],
};

/** What a shop's developer has to know of a step, and of a call if this page has made it. */
function tellConsole(page: string, { what, name, page: own, outcomes, detail }: { what?: string; name?: string; page?: string; outcomes?: unknown[]; detail?: unknown }): void {
  if (what === 'dropped') console.warn('kago: an event was dropped', detail);
  if (what !== 'call' || own !== page) return;
  for (const { name: said = name, status, violations, warnings } of outcomes as Result[]) {
    if (status === 'refused') console.warn(`kago: ${said} was refused`, violations);
    if (warnings && warnings.length > 0) console.warn(`kago: ${said} has remarks`, warnings);
  }
}

export function traced(tracked: () => Tracked): (...heard: Heard) => void {
  const { page } = tracked();
  const timeline = tellTimeline(tracked);
  let lastAnswer = 0;

  function hear(at: number, what: What, ...details: any[]): void {
    if (what === 'warning') console.warn(`kago: ${details[0]}`, details[1]);
    if (what === 'ready') explain('found', { ...tracked(), lastAnswer: () => lastAnswer }).catch(() => {});
    if (what === 'answer') lastAnswer = details[0].status;
    if (what === 'call') hearCall(details[0], details[1]);
    for (const entry of (ENTRIES[what] as (...all: any[]) => object[])(...details)) {
      if (what === 'step') tellConsole(page, entry);
      timeline?.({ at, ...entry } as Entry);
    }
  }

  function hearCall(name: string, passed: Promise<{ status: string; reason?: string }>): void {
    const held = (reason: string) => hear(Date.now(), 'held', name, reason);
    passed.then(({ status, reason }) => status === 'held' && held(reason!), () => held('failed'));
  }

  return hear;
}
