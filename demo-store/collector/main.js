// The collector as a process (docs/collector.md); with the word `rebuild` it makes the rows that a shop reads anew, and
// ends. Configured by the environment:
//   KAGO_DATA            folder of the database    (default: demo-store/data)
//   KAGO_COLLECTOR_PORT  0 for any free port       (default: 8081)
//   KAGO_ORIGINS         shops that may post, separated by commas; * for all
//   KAGO_TOKENS          who may read, as token:shop:scope+scope, separated by commas (access/tokens.js; default: nobody)
//   KAGO_ABANDONED_MINUTES  after so many minutes without a change a cart is abandoned (default: 60)
//   KAGO_CART_DAYS       after so many days without a change a cart is gone (default: 30)
//   KAGO_WEBHOOKS        whom to tell of abandoned carts, as shop:secret:https://…, separated by commas (webhooks/addresses.js)
//   KAGO_PUBLIC_URL      the address that clients know it by, where that isn't the one that it listens on
//   KAGO_WRITE_KEYS      keys, separated by commas (default: pk_demo); "key=shop" where there are several shops
// This is the one file that knows the compiled core; all others get its functions.

import { fileURLToPath } from 'node:url';
import { loadServerCore } from '../../dist/node.js';
import { parseToken } from './access/tokens.js';
import { createCollector } from './app.js';
import { openDatabase } from './store/database.js';
import { rebuild } from './store/rebuild.js';
import { serve } from './serve.js';
import { parseWebhook } from './webhooks/addresses.js';

const { env } = process;
const list = (text) => text.split(',').map((part) => part.trim()).filter(Boolean);

function readPort(text) {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  console.error(`KAGO_COLLECTOR_PORT is "${text}"; expected a port number from 0 to 65535.`);
  return process.exit(1);
}

/** undefined where it isn't set. */
function readNumber(name, max) {
  const number = Number(env[name]);
  if (env[name] === undefined) return undefined;
  if (number > 0 && number <= max) return number;
  console.error(`${name} is "${env[name]}"; expected a number up to ${max}.`);
  return process.exit(1);
}

/** What is wrong with the configuration or the database, for who runs it. */
function giveUp(error) {
  console.error(`The collector can't start: ${error.message}.`);
  process.exit(1);
}

async function rebuildRows(core) {
  const { database } = await openDatabase(dataFolder);
  await rebuild(database, core.fold);
  database.close();
  console.log('The rows of all shops have been made anew from their events.');
}

const dataFolder = env.KAGO_DATA ?? fileURLToPath(new URL('../data/', import.meta.url));
const core = await loadServerCore();
if (process.argv[2] === 'rebuild') {
  await rebuildRows(core);
  process.exit();
}
const app = await createCollector({
  ...core,
  dataFolder,
  origins: list(env.KAGO_ORIGINS ?? ''),
  tokens: list(env.KAGO_TOKENS ?? '').map(parseToken),
  publicUrl: env.KAGO_PUBLIC_URL,
  cartDays: readNumber('KAGO_CART_DAYS', 365),
  abandonedMinutes: readNumber('KAGO_ABANDONED_MINUTES', 100_000),
  webhooks: list(env.KAGO_WEBHOOKS ?? '').map(parseWebhook),
  writeKeys: list(env.KAGO_WRITE_KEYS ?? 'pk_demo'),
}).catch(giveUp);
await serve(app, readPort(env.KAGO_COLLECTOR_PORT ?? '8081'));
