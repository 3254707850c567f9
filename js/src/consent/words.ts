// The words of consent, and what a call comes to that has none.

import type { Consent, HeldReason } from '../api/types';

const WORDS: readonly unknown[] = ['granted', 'denied', 'unknown'];

export const isConsent = (word: unknown): word is Consent => WORDS.includes(word);

export const held = (reason: HeldReason) => ({ status: 'held' as const, reason });
