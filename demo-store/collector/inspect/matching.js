// Which of the things that came stands for which that were expected: as many pairs as can be, each thing in one at most. Taking
// the first that fits wouldn't do: it may be the only one that fits another.

/**
 * In any order: augmenting paths (Kuhn).
 * @param {number[][]} fitting of each expected one the places of all that fit it
 * @returns {(number | null)[]} of each expected one the place of what stands for it
 */
export function matchAny(fitting) {
  /** @type {Map<number, number>} */
  const takenBy = new Map();
  // From where nothing could be freed, nothing ever can: only a success clears what it looked at.
  const hopeless = new Set();

  function place(one, seen) {
    for (const at of fitting[one]) {
      if (seen.has(at) || hopeless.has(at)) continue;
      seen.add(at);
      if (takenBy.has(at) && !place(takenBy.get(at), seen)) continue;
      takenBy.set(at, one);
      return true;
    }
    return false;
  }

  for (const one of fitting.keys()) {
    const seen = new Set();
    if (!place(one, seen)) for (const at of seen) hopeless.add(at);
  }
  const pairs = fitting.map(() => null);
  for (const [at, one] of takenBy) pairs[one] = at;
  return pairs;
}

/**
 * In the order of both: a longest common subsequence.
 * @param {number[][]} fitting @param {number} count of the things that came
 */
export function matchInOrder(fitting, count) {
  const width = count + 1;
  // Of the expected ones from there on, and of what came from there on, how many pairs there are.
  const most = new Uint16Array((fitting.length + 1) * width);
  const isFit = fitting.map((places) => new Set(places));
  for (let one = fitting.length - 1; one >= 0; one -= 1) {
    for (let at = count - 1; at >= 0; at -= 1) {
      const here = one * width + at;
      const paired = isFit[one].has(at) ? most[here + width + 1] + 1 : 0;
      most[here] = Math.max(paired, most[here + 1], most[here + width]);
    }
  }
  return trace(most, isFit, count);
}

function trace(most, isFit, count) {
  const width = count + 1;
  const pairs = isFit.map(() => null);
  for (let one = 0, at = 0; one < isFit.length && at < count;) {
    const here = one * width + at;
    if (isFit[one].has(at) && most[here] === most[here + width + 1] + 1) pairs[one++] = at++;
    else if (most[here] === most[here + 1]) at += 1;
    else one += 1;
  }
  return pairs;
}
