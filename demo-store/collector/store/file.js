// Files that are there whole, or aren't there: made under another name, brought to the disk, and only then given theirs.

import { randomUUID } from 'node:crypto';
import { chmodSync, closeSync, fsyncSync, linkSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

function sync(path) {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * A name that somebody else has given a file meanwhile stays theirs.
 * @param {string} file
 * @param {(unborn: string) => void | Promise<void>} make writes the file of that name, and closes it
 * @returns {Promise<boolean>} whether it is ours
 */
export async function beBornWhole(file, make) {
  const unborn = `${file}.${randomUUID()}`;
  try {
    await make(unborn);
    // It holds what shoppers did.
    chmodSync(unborn, 0o600);
    sync(unborn);
    linkSync(unborn, file);
    sync(dirname(file));
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(unborn + suffix, { force: true });
  }
}
