/** `undefined` where the browser doesn't let us: a facility that is missing, blocked or full. */
export function attempt<R>(work: () => R): R | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
