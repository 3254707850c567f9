// What Kago costs a page, beside its peers: Chromium, one visit after the other, in turns, at one speed and a fourth of it.
//   --rounds N            how often each visit is made; the table has the middle of them (default 3)
//   --rates 1,4           how much slower than this machine the page's processor is (default 1,4)
//   --only kago,amplitude of kago, amplitude, snowplow, braze, control (default all)
//   --compare FOLDER      another build of Kago (its dist/) beside this one; can be given more than once
//   --measures init,end   of init, steady, burst, end, lines, waiting, memory (default all; what takes long is of Kago alone)
// Ctrl-C: the table of what was measured until then. A quick look, in a minute: --only kago --rounds 1 --rates 1 --measures init,steady,burst

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startChromium } from './page/chromium.mjs';
import { findContenders } from './page/contenders.mjs';
import { figures, groups, measure, quantile, visitsIn } from './page/measures.mjs';
import { startServers } from './page/servers.mjs';

const listOf = (text) => text.split(',').filter(Boolean);

function optionsOf(words) {
  const { values } = parseArgs({ args: words, options: {
    rounds: { type: 'string', default: '3' }, rates: { type: 'string', default: '1,4' }, only: { type: 'string', default: '' },
    compare: { type: 'string', multiple: true, default: [] }, measures: { type: 'string', default: '' },
  } });
  const chosen = values.measures ? listOf(values.measures) : groups;
  const unknown = chosen.filter((name) => !groups.includes(name));
  if (unknown.length > 0) throw new Error(`no such measure: ${unknown.join(', ')}. There are: ${groups.join(', ')}`);
  const compare = values.compare.map((folder) => resolve(folder));
  return { rounds: Number(values.rounds), rates: listOf(values.rates).map(Number), only: listOf(values.only), compare, measures: chosen };
}

/** Figures by contender, rate and name: one of each round. */
class Results {
  #values = new Map();
  #names = new Set();
  #key = (contender, rate, name) => `${contender.name} ${rate} ${name}`;

  add(contender, rate, found) {
    for (const [name, value] of Object.entries(found)) {
      const key = this.#key(contender, rate, name);
      this.#values.set(key, [...(this.#values.get(key) ?? []), value]);
      this.#names.add(name);
    }
  }

  has(name) {
    return this.#names.has(name);
  }

  middle(contender, rate, name) {
    const values = this.#values.get(this.#key(contender, rate, name));
    return values && quantile(values, 0.5);
  }
}

/** @param {AbortSignal} ended before the time: then the table has what was measured until then */
async function measureAll(world, contenders, options, ended) {
  const tell = (text) => process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${text}` : text && `${text}\n`);
  const results = new Results();
  for (const visit of visitsIn(options, contenders)) {
    if (ended.aborted) break;
    tell(visit.name);
    try {
      results.add(visit.contender, visit.rate, await measure(world, visit));
    } catch (error) {
      console.log(`${visit.name}: ${error.message}`);
    }
  }
  tell('');
  return results;
}

function textOf(results, figure, contender, nothing, rates) {
  const cells = rates.map((rate) => {
    const value = results.middle(contender, rate, figure.name);
    if (value === undefined) return '-';
    const own = figure.isOver ? value - (results.middle(nothing, rate, figure.name) ?? 0) : value;
    return own.toFixed(figure.digits);
  });
  return figure.isBytes ? Number(cells[0]).toLocaleString('en-US') : cells.join(' / ');
}

function print(results, contenders, { rates, rounds }) {
  const [nothing, ...shown] = contenders;
  const rows = figures.filter(({ name }) => results.has(name)).map((figure) =>
    [figure.title, ...shown.map((contender) => textOf(results, figure, contender, nothing, rates)), figure.isOver ? `(${textOf(results, { ...figure, isOver: false }, nothing, nothing, rates)})` : '']);
  const head = [`the middle of ${rounds}, ${rates.map((rate) => `${rate}x`).join(' / ')}`, ...shown.map(({ name }) => name), '(the page alone)'];
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => row[i].length)));
  for (const row of [head, ...rows]) console.log(row.map((text, i) => (i === 0 ? text.padEnd(widths[i]) : text.padStart(widths[i]))).join('  '));
}

export async function benchPage(words) {
  const options = optionsOf(words);
  const contenders = await findContenders(options);
  const missing = contenders.filter(({ folder }) => folder && !existsSync(`${folder}/kago.js`)).map(({ folder }) => folder);
  if (missing.length > 0) throw new Error(`no kago.js in ${missing.join(', ')}; \`npm run build\` makes that of this folder`);
  const servers = await startServers();
  const chromium = await startChromium();
  const ended = new AbortController();
  // Asked twice, it ends at once.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => (ended.signal.aborted ? process.exit(1) : ended.abort()));
  try {
    console.log(`Chromium ${chromium.version}; ${contenders.filter(({ version }) => version).map(({ name, version, folder }) => `${name} ${version}${folder ? ` (${folder})` : ''}`).join(', ')}`);
    print(await measureAll({ chromium, servers }, contenders, options, ended.signal), contenders, options);
  } finally {
    await chromium.close();
    await servers.close();
  }
}
