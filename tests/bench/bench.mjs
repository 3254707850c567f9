// `npm run bench -- collector [options]`: measures, and prints what it has measured. No test: figures depend on the machine.

import { benchCollector } from './collector.mjs';

const benches = { collector: benchCollector };

const [name, ...words] = process.argv.slice(2);
if (!Object.hasOwn(benches, name)) {
  console.error(`usage: npm run bench -- ${Object.keys(benches).join('|')} [options]`);
  process.exit(1);
}
await benches[name](words);
