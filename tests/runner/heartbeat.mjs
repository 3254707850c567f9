// Says every 30 s what is running, how long it has, and the last line of its log: a
// first build takes minutes, and silence looks like a hang.

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const periodMs = 30_000;
const tailBytes = 4096;
const widthMax = 100;

export class Heartbeat {
  #running = new Map();
  #timer;

  constructor(print, everyMs = periodMs) {
    this.#timer = setInterval(() => this.#tell(print), everyMs);
  }

  begin(name, logFile) {
    this.#running.set(name, { logFile, startMs: Date.now() });
  }

  end(name) {
    this.#running.delete(name);
  }

  stop() {
    clearInterval(this.#timer);
  }

  #tell(print) {
    for (const [name, { logFile, startMs }] of this.#running) {
      const seconds = Math.round((Date.now() - startMs) / 1000);
      print(`  ${name}, ${seconds} s: ${lastLineOf(logFile).slice(0, widthMax) || 'no word yet'}`);
    }
  }
}

/** The last line that isn't blank; '' where there is none. */
export function lastLineOf(file) {
  let log;
  try {
    log = openSync(file, 'r');
  } catch {
    return ''; // the suite hasn't opened it yet
  }
  try {
    const from = Math.max(fstatSync(log).size - tailBytes, 0);
    const bytes = Buffer.alloc(tailBytes);
    const text = bytes.toString('utf8', 0, readSync(log, bytes, 0, tailBytes, from));
    return text.trimEnd().split('\n').at(-1).trim();
  } finally {
    closeSync(log);
  }
}
