// The core's step between a store's words and the engine's: what is read goes in, what is to be done comes
// out. A line or a state on which the core fails costs itself only.

import type { KagoEvents } from '../api/types';
import type { Core } from './core';
import { encode, entropy } from './encode';
import { type Effects, NewerState, type Reads, type Row, ROWS_MAX } from '../store/backing';
import { isCall, isOutcome, lostLine } from '../store/leftovers';

/** Settings as core/input.h reads them. */
export type Config = Record<string, unknown>;

/** What the core reports; the shapes are in core/command.h. */
export type Command =
  | { do: 'put'; seq: number; bytes: number; id: string }
  | { do: 'delete'; seqs: number[] }
  | { do: 'send'; lease: string; seqs: number[]; head: string; tail: string; timeout: number; pack: boolean }
  | { do: 'wake'; at: number; then: number }
  | { do: 'report'; input: number; result: unknown }
  | { do: 'notify'; event: Notice; detail: KagoEvents[Notice] }
  | { do: 'newer' };

export type Notice = 'sent' | 'dropped';

export interface Decision {
  commands: Command[];
  writes: Effects;
}

// No state that the core could read: it begins anew, and counts the loss.
const BROKEN = '!';
const FAILED = { status: 'held', reason: 'core_failed' };

/** One step over these lines, without any effect yet. */
export function decide(core: Core, config: Config, reads: Reads, lines: string[]): Decision {
  return attempt(core, config, reads, lines) ?? apart(core, config, reads, lines);
}

/** Undefined when the core has failed. */
function attempt(core: Core, config: Config, reads: Reads, lines: string[]): Decision | undefined {
  try {
    return step(core, config, reads, lines);
  } catch (error) {
    if (error instanceof NewerState) throw error;
    return undefined;
  }
}

/** Somewhere the core has failed: line by line, so that only the one that fails once more is set aside. */
function apart(core: Core, config: Config, reads: Reads, lines: string[]): Decision {
  const commands: Command[] = [];
  const put: Row[] = [];
  const deleted: number[] = [];
  lines.forEach((line, input) => {
    const one = alone(core, config, reads, line);
    const { writes } = one;
    put.push(...writes.put);
    deleted.push(...writes.delete);
    const rows = [...reads.rows, ...writes.put].filter(({ seq }) => !writes.delete.includes(seq)).slice(0, ROWS_MAX);
    reads = { ...reads, state: writes.state, rows, fork: false };
    for (const command of one.commands) commands.push(command.do === 'report' ? { ...command, input } : command);
  });
  return { commands, writes: { state: reads.state, put, delete: deleted } };
}

/** The line, else what stands for it; when not even that goes, the state is at fault. */
function alone(core: Core, config: Config, reads: Reads, line: string): Decision {
  for (const state of [reads.state, BROKEN]) {
    for (const text of [line, insteadOf(line)]) {
      const decision = attempt(core, config, { ...reads, state }, [text]);
      if (decision && text !== line) decision.commands.push({ do: 'report', input: 0, result: FAILED });
      if (decision) return decision;
    }
  }
  throw new Error('the core fails');
}

function insteadOf(line: string): string {
  if (isCall(line)) return lostLine('core_failed', 1);
  // As if no answer had come: the rows are sent again, after a wait.
  return isOutcome(line) ? line.replace(/,"status":.*/, ',"status":0}') : '{}';
}

function step(core: Core, config: Config, { state, rows, fork }: Reads, lines: string[]): Decision {
  const context = {
    now: Date.now(),
    entropy: entropy(),
    config,
    fork,
    rows: rows.map((row) => [row.seq, row.bytes, row.id]),
  };
  const reply = core.step([encode(context), state, ...lines].join('\n'));
  const [next, list, ...texts] = reply.split('\n');
  const commands: Command[] = JSON.parse(list);
  if (commands[0]?.do === 'newer') throw new NewerState();
  return { commands, writes: writesOf(next, commands, texts) };
}

function writesOf(state: string, commands: Command[], texts: string[]): Effects {
  const puts = commands.filter((command) => command.do === 'put');
  return {
    state,
    put: puts.map(({ seq, bytes, id }, i) => ({ seq, bytes, id, text: texts[i] })),
    delete: commands.flatMap((command) => (command.do === 'delete' ? command.seqs : [])),
  };
}

export function bodyOf(send: Extract<Command, { do: 'send' }>, rows: Row[]): string {
  const texts = rows.filter((row) => send.seqs.includes(row.seq)).map(({ text }) => text ?? null); // a row that isn't ours is refused like any
  return send.head + texts.join(',') + send.tail;
}
