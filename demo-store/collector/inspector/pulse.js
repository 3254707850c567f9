// Whether the collector answers. An open stream says nothing of that: one that hangs keeps it open.

import { askForLife } from './api.js';

const pulseMs = 2000;

/**
 * Asks again and again.
 * @param {(silentSince: Date | null) => void} onChange null: it answers
 * @returns {{ askNow: () => void }}
 */
export function openPulse(onChange) {
  let lastAnswer = new Date();
  let isSilent = false;
  let timer = null;

  function tell(silent) {
    if (silent === isSilent) return;
    isSilent = silent;
    onChange(silent ? lastAnswer : null);
  }

  async function ask() {
    clearTimeout(timer);
    timer = null;
    try {
      await askForLife();
      lastAnswer = new Date();
      tell(false);
    } catch {
      tell(true);
    }
    timer ??= setTimeout(ask, pulseMs);
  }

  ask();
  // While a question is under way its answer is waited for.
  return { askNow: () => timer !== null && ask() };
}
