// When a page's core has been made, which no call tells that waits for something else.

/** For pages that are opened from now on. */
export const watchCore = (page) => page.addInitScript(() => {
  const { Instance } = WebAssembly;
  WebAssembly.Instance = function (...args) {
    const instance = new Instance(...args);
    window.hasCore = true;
    return instance;
  };
});

/** By frames, since a test may hold the page's timers. */
export const coreIsMade = (page) => page.waitForFunction(() => window.hasCore, undefined, { polling: 'raf' });
