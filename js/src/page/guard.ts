/** What fails within is ours to know, not the page's: nor as a rejection that nobody has handled. */
export function guarded<A extends unknown[]>(work: (...args: A) => unknown, failed: (error: unknown) => void): (...args: A) => void {
  return (...args) => {
    try {
      const done = work(...args);
      if (done instanceof Promise) done.catch(failed);
    } catch (error) {
      failed(error);
    }
  };
}
