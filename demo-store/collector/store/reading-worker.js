// The thread of reading.js: a connection of its own, which can't change anything.

import { parentPort, workerData } from 'node:worker_threads';
import Database from 'libsql';
import { limits } from '../limits.js';
import { carryLogOver } from './database.js';
import { createReader } from './reader.js';

const database = new Database(workerData.file);
database.pragma(`busy_timeout = ${limits.databaseBusyMs}`);
database.pragma('query_only = ON');
const reader = { ...createReader(database), carryLogOver: () => carryLogOver(database) };

parentPort.on('message', ({ number, name, given }) => {
  try {
    parentPort.postMessage({ number, result: reader[name](given) });
  } catch ({ message, code, rawCode }) {
    parentPort.postMessage({ number, error: { message, code, rawCode } });
  }
});
