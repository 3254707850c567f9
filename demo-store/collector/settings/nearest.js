// Of a misspelt name the one that was meant.

/** How many letters apart (Levenshtein); all in small letters. */
function distance(a, b) {
  let before = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) row.push(Math.min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    before = row;
  }
  return before[b.length];
}

/** @param {string} name @param {string[]} names at least one */
export function nearest(name, names) {
  const apart = (one) => distance(name.toLowerCase().slice(0, 100), one.toLowerCase());
  return names.reduce((best, one) => (apart(one) < apart(best) ? one : best));
}
