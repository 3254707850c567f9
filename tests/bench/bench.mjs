// `npm run bench -- collector|core|instructions|page [options]`: measures, and prints what it has measured. No test: times
// depend on the machine, and on what else it does.

// Each is loaded by itself: not all need all that is built.
const benches = {
  collector: async (words) => (await import('./collector.mjs')).benchCollector(words),
  core: async (words) => (await import('./core.mjs')).benchCore(words),
  instructions: async () => (await import('./instructions.mjs')).printInstructions(),
  page: async (words) => (await import('./page.mjs')).benchPage(words),
};

const [name, ...words] = process.argv.slice(2);
if (!Object.hasOwn(benches, name)) {
  console.error(`usage: npm run bench -- ${Object.keys(benches).join('|')} [options]`);
  process.exit(1);
}
await benches[name](words);
