// A file that is no whole database of this collector is refused at start, with a word that names it and says what to do,
// and is left as it is: neither begun anew nor half served.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { closeSync, copyFileSync, existsSync, openSync, readFileSync, readdirSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import Database from 'libsql';
import { openDatabase } from '../../demo-store/collector/store/database.js';
import { environmentOf, manyEvents, startCollector, temporaryFolder } from './support.js';
import { writeOldFile } from './old-file.js';

const PAGE = 4096;

function overwrite(file, at, bytes) {
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.alloc(bytes, 0xa5), 0, bytes, at);
  closeSync(descriptor);
}

const pagesOf = (file) => statSync(file).size / PAGE;

const DAMAGES = {
  'a header that was overwritten': (file) => overwrite(file, 0, 100),
  'its first page overwritten behind the header': (file) => overwrite(file, 100, PAGE - 100),
  'a page in the middle overwritten': (file) => overwrite(file, PAGE * Math.floor(pagesOf(file) / 2), PAGE),
  'its last page overwritten': (file) => overwrite(file, PAGE * (pagesOf(file) - 1), PAGE),
  'a file that ends in the middle': (file) => truncateSync(file, PAGE * Math.floor(pagesOf(file) / 2)),
  'a file that ends within a page': (file) => truncateSync(file, PAGE * Math.floor(pagesOf(file) / 2) + 1000),
  'a file that ends within its header': (file) => truncateSync(file, 50),
  'a file without content': (file) => truncateSync(file, 0),
  'a text': (file) => writeFileSync(file, 'no database, but a text that somebody has saved here '.repeat(400)),
  'zeros': (file) => writeFileSync(file, Buffer.alloc(PAGE * 20)),
};

/** A folder with a database of some hundred events, closed well. */
async function folderWithEvents(t) {
  const collector = await startCollector(t);
  for (let n = 0; n < 5; n++) await collector.post(manyEvents(100));
  await collector.app.close();
  return collector.dataFolder;
}

async function refusalOf(folder) {
  const file = join(folder, 'collector.db');
  const before = readFileSync(file);
  const { message } = await openDatabase(folder).then(() => assert.fail('it was opened'), (error) => error);
  assert.ok(message.includes(file), message);
  assert.match(message, /backup/);
  assert.ok(readFileSync(file).equals(before), 'it is as it was');
  // SQLite's index of the log, and a log that says nothing, may come with reading.
  const beside = readdirSync(folder).filter((name) => name !== 'collector.db' && !name.endsWith('-shm') && statSync(join(folder, name)).size > 0);
  assert.deepEqual(beside, []);
  return message;
}

test('each kind of damage is refused, and the file is left as it is', async (t) => {
  const whole = await folderWithEvents(t);
  for (const [kind, damage] of Object.entries(DAMAGES)) {
    const folder = temporaryFolder(t);
    copyFileSync(join(whole, 'collector.db'), join(folder, 'collector.db'));
    damage(join(folder, 'collector.db'));
    assert.match(await refusalOf(folder), /damaged|no database/, kind);
  }
});

test('every page counts: whichever of them is overwritten, the file is refused or says all that it said', async (t) => {
  const whole = await folderWithEvents(t);
  const said = (database) => database.prepare('SELECT * FROM records ORDER BY id').all();
  const original = new Database(join(whole, 'collector.db'));
  const all = said(original);
  original.close();
  const folder = temporaryFolder(t);
  const file = join(folder, 'collector.db');
  for (let page = 0; page < pagesOf(join(whole, 'collector.db')); page++) {
    copyFileSync(join(whole, 'collector.db'), file);
    overwrite(file, page * PAGE, PAGE);
    const opened = await openDatabase(folder).catch(() => null);
    if (opened) assert.deepEqual(said(opened.database), all, `page ${page}`);
    opened?.database.close();
  }
});

test('a database of another program is refused', async (t) => {
  const folder = temporaryFolder(t);
  const other = new Database(join(folder, 'collector.db'));
  other.exec('CREATE TABLE customers (id INTEGER PRIMARY KEY)');
  other.close();
  assert.match(await refusalOf(folder), /no database of this collector/);
});

test('a log whose database is gone is refused: a new one would take it for its own', async (t) => {
  const collector = await startCollector(t);
  await collector.post(manyEvents(3));
  const folder = temporaryFolder(t);
  copyFileSync(join(collector.dataFolder, 'collector.db-wal'), join(folder, 'collector.db-wal'));
  await assert.rejects(openDatabase(folder), /collector\.db is not there, but its log is/);
  assert.deepEqual(readdirSync(folder), ['collector.db-wal']);
});

test('a database of a newer release is refused, and names what it doesn\'t know', async (t) => {
  const folder = await folderWithEvents(t);
  const newer = new Database(join(folder, 'collector.db'));
  newer.exec("INSERT INTO kysely_migration (name, timestamp) VALUES ('999_of_tomorrow', '2027-01-01')");
  newer.pragma('wal_checkpoint(TRUNCATE)');
  newer.close();
  assert.match(await refusalOf(folder), /newer release.*999_of_tomorrow/);
});

test('the process says it in one line without a stack, and ends with 1', async (t) => {
  const folder = await folderWithEvents(t);
  DAMAGES['a page in the middle overwritten'](join(folder, 'collector.db'));
  const main = (...words) => new Promise((resolve) => {
    execFile(process.execPath, ['demo-store/collector/main.js', ...words], { env: environmentOf({ KAGO_DATA: folder, KAGO_COLLECTOR_PORT: '0' }) },
      (error, stdout, stderr) => resolve({ code: error?.code, stdout, stderr }));
  });
  for (const words of [[], ['rebuild'], ['backup', join(folder, 'backup.db')]]) {
    const { code, stdout, stderr } = await main(...words);
    assert.equal(code, 1);
    assert.equal(stdout, '');
    assert.match(stderr, /^[^\n]*collector\.db[^\n]*\n$/);
  }
  assert.equal(existsSync(join(folder, 'backup.db')), false);
});

const OPENS_AND_DIES = `
  import Database from 'libsql';
  import { openDatabase } from './demo-store/collector/store/database.js';
  let left = Number(process.env.STATEMENTS);
  const { prepare } = Database.prototype;
  Database.prototype.prepare = function (text) {
    if (left-- === 0) process.kill(process.pid, 'SIGKILL');
    return prepare.call(this, text);
  };
  (await openDatabase(process.env.FOLDER)).database.close();
`;

/** A process that opens the folder's database and is killed at that statement. @returns {Promise<boolean>} whether it was */
const openAndDie = (folder, statements) => new Promise((resolve) => {
  execFile(process.execPath, ['--input-type=module', '-e', OPENS_AND_DIES], { env: environmentOf({ FOLDER: folder, STATEMENTS: String(statements) }) },
    (error) => resolve(error?.signal === 'SIGKILL'));
});

for (const [kind, prepare] of Object.entries({ 'its first database': () => {}, 'one of version 0.1 up to date': writeOldFile })) {
  test(`a process that is killed anywhere while it brings ${kind} leaves one that the next opens`, async (t) => {
    let isKilled = true;
    for (let statements = 0; isKilled; statements += 5) {
      const folder = temporaryFolder(t);
      const events = prepare(folder) ?? [];
      isKilled = await openAndDie(folder, statements);
      const { database, isBehind } = await openDatabase(folder);
      assert.equal(database.prepare('SELECT id FROM records').all().length, events.length);
      // Whoever opened it first has died before its rows were made.
      assert.equal(isBehind, events.length > 0);
      database.close();
    }
  });
}
