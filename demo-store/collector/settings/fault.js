// What is wrong with the settings: all of it at once, so that nobody has to start the collector as often as there are faults.

export class Faults extends Error {
  /** @param {string[]} faults each names the setting, what is wrong with it and what is expected */
  constructor(faults) {
    super(faults.length === 1 ? faults[0] : `${faults.length} settings are wrong:\n${faults.map((fault) => `- ${fault}`).join('\n')}\n`);
    this.faults = faults;
  }
}

/** @param {string[]} faults */
export function requireNone(faults) {
  if (faults.length > 0) throw new Faults(faults);
}

/** The second and further ones that have the same key as one before. @returns {[number, any, any][]} place, it and the one before */
export function repeated(list, keyOf) {
  const firsts = new Map();
  return list.flatMap((one, i) => {
    const key = keyOf(one);
    if (firsts.has(key)) return [[i, one, firsts.get(key)]];
    firsts.set(key, one);
    return [];
  });
}

/** Of a URL: whether nobody else can listen to what is sent there. */
export const isLoopback = ({ hostname }) => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
