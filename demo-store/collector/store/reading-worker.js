// The thread of reading.js: a connection of its own, which can't change anything.

import { parentPort, workerData } from 'node:worker_threads';
import Database from 'libsql';
import { createExpecting } from '../inspect/expect-reading.js';
import { limits } from '../limits.js';
import { createListed } from '../marketing/listed.js';
import { createCheckouts } from '../read/checkouts.js';
import { createAbandoned } from './abandoned.js';
import { carryLogOver } from './database.js';
import { createReader } from './reader.js';

const { file, ...ages } = workerData;
/** When it was asked; tests have a clock of their own. */
let askedAt = 0;
const age = { ...ages, now: () => askedAt };
const database = new Database(file);
database.pragma(`busy_timeout = ${limits.databaseBusyMs}`);
database.pragma('query_only = ON');
const checkouts = createCheckouts(database, age);
const abandoned = createAbandoned(database, age);
const rows = createReader(database);
const listed = createListed(database, age);
const reader = {
  ...rows,
  expecting: createExpecting(rows),
  checkouts: checkouts.page,
  checkoutCount: checkouts.count,
  abandoned: abandoned.list,
  listed: (name, ...given) => listed[name](...given),
  carryLogOver: () => carryLogOver(database),
};

parentPort.on('message', ({ number, at, name, given }) => {
  askedAt = at;
  try {
    parentPort.postMessage({ number, result: reader[name](...given) });
  } catch ({ message, code, rawCode }) {
    parentPort.postMessage({ number, error: { message, code, rawCode } });
  }
});
