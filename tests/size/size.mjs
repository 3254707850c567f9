// `npm run size`: what the script tag makes a shopper download, against the
// budget. Fails when a budget is exceeded or a file is missing.

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const pageBudgetBrotliBytes = 32_000;
const pageAimBrotliBytes = 26_000;
// The stub stands inline in the page, before anything is compressed.
const stubLimitBytes = 1_024;

const root = new URL('../../', import.meta.url);
const pageFiles = ['dist/kago.js', 'dist/kago.wasm'];
const fullPageFiles = ['dist/kago.js', 'dist/kago-full.wasm'];
const stubFile = 'dist/stub.js';
const npmFiles = ['dist/index.js', 'dist/kago.wasm'];

// Equals the command `brotli -q 11 -w 22` to the byte.
const brotliOptions = {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 22,
  },
};

function measure(path) {
  const bytes = readFileSync(fileURLToPath(new URL(path, root)));
  return {
    name: path,
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes, brotliOptions).length,
  };
}

function total(rows) {
  const sum = (key) => rows.reduce((bytes, row) => bytes + row[key], 0);
  return { name: 'total', raw: sum('raw'), gzip: sum('gzip'), brotli: sum('brotli') };
}

const format = (bytes) => bytes.toLocaleString('en-US');

function printTable(title, rows) {
  console.log(`${title.padEnd(28)}${['raw', 'gzip -9', 'brotli -q 11'].map(cell).join('')}`);
  for (const { name, raw, gzip, brotli } of rows) {
    console.log(`  ${name.padEnd(26)}${[raw, gzip, brotli].map(format).map(cell).join('')}`);
  }
}

function cell(text) {
  return text.padStart(14);
}

/** Prints one limit and says whether `bytes` keeps it. */
function compare(label, bytes, limitBytes) {
  const spareBytes = limitBytes - bytes;
  const side = spareBytes >= 0 ? 'under' : 'over';
  const spare = `${format(Math.abs(spareBytes))} ${side}`;
  console.log(`  ${label.padEnd(26)}${format(limitBytes)} bytes: ${spare}`);
  return spareBytes >= 0;
}

function checkPage(title, files) {
  const rows = files.map(measure);
  const sum = total(rows);
  printTable(title, [...rows, sum]);
  compare('aim, brotli', sum.brotli, pageAimBrotliBytes);
  return compare('budget, brotli', sum.brotli, pageBudgetBrotliBytes);
}

function checkStub() {
  const row = measure(stubFile);
  printTable('Inline stub, bytes', [row]);
  return compare('most it may have, raw', row.raw, stubLimitBytes - 1);
}

function printNpm() {
  const rows = npmFiles.map(measure);
  printTable('npm, before your bundler', [...rows, total(rows)]);
}

function main() {
  const missing = [...new Set([...pageFiles, ...fullPageFiles, stubFile, ...npmFiles])].filter(
    (path) => !existsSync(new URL(path, root)),
  );
  if (missing.length > 0) {
    console.error(`Not built: ${missing.join(', ')}. Run \`npm run build\` first.`);
    return 1;
  }
  const pageFits = checkPage('Script tag, bytes', pageFiles);
  const fullPageFits = checkPage('Script tag with Braze', fullPageFiles);
  const stubFits = checkStub();
  printNpm();
  if (pageFits && fullPageFits && stubFits) return 0;
  console.error('Size check failed: past the budget.');
  return 1;
}

process.exitCode = main();
