// Reads the log of steps that tests/simulation/step_log.h writes, record by record: a log is larger
// than memory should be.

import { createReadStream } from 'node:fs';

const LINE_BREAK = 0x0a;

/** Yields {request, reply} as bytes, in the order of the steps. */
export async function* stepsOf(file) {
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: 2 ** 20 })) {
    rest = Buffer.concat([rest, chunk]);
    for (let step = firstOf(rest); step; step = firstOf(rest)) {
      rest = rest.subarray(step.end);
      yield step;
    }
  }
  if (rest.length > 0) throw new Error(`${file} ends in the middle of a step`);
}

function firstOf(bytes) {
  const head = bytes.indexOf(LINE_BREAK);
  if (head < 0) return null;
  const [requestBytes, replyBytes] = bytes.toString('latin1', 0, head).split(' ').map(Number);
  const middle = head + 1 + requestBytes;
  const end = middle + replyBytes;
  return end > bytes.length ? null : { request: bytes.subarray(head + 1, middle), reply: bytes.subarray(middle, end), end };
}
