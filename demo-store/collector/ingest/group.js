// Many requests share a transaction, and so a write to the disk, which is what costs: those whose bodies had come by the
// time the loop gets here. Each is answered after the commit that it is in.

/**
 * @template B, R
 * @param {(batches: B[]) => R[]} store all of them, or none
 * @returns {(batch: B) => Promise<R>}
 */
export function groupCommits(store) {
  let waiting = [];

  function commitAlone({ batch, resolve, reject }) {
    try {
      resolve(store([batch])[0]);
    } catch (error) {
      reject(error);
    }
  }

  function commit() {
    const group = waiting;
    waiting = [];
    let results;
    try {
      results = store(group.map(({ batch }) => batch));
    } catch {
      // What is wrong with one mustn't cost the others.
      return group.forEach(commitAlone);
    }
    return group.forEach(({ resolve }, i) => resolve(results[i]));
  }

  return (batch) => new Promise((resolve, reject) => {
    if (waiting.length === 0) setImmediate(commit);
    waiting.push({ batch, resolve, reject });
  });
}
