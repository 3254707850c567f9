// A transaction that can write, and that keeps the error which ended it: SQLite ends one by itself where the disk is full
// or fails, and libsql's own wrapper then throws "cannot rollback" in place of the reason.

/**
 * @template A, R
 * @param {import('libsql').Database} database
 * @param {(...given: A[]) => R} work all of it is stored, or none
 * @returns {(...given: A[]) => R}
 */
export function inTransaction(database, work) {
  return (...given) => {
    database.exec('BEGIN IMMEDIATE');
    try {
      const result = work(...given);
      database.exec('COMMIT');
      return result;
    } catch (error) {
      if (database.inTransaction) database.exec('ROLLBACK');
      throw error;
    }
  };
}
