// What is wrong with how the page was set up, in words with what would be right.

import type { Files } from './files';
import { complain } from './options';

/** By option-words.ts, or shortly where they can't be loaded. */
export async function tellWrong(files: Pick<Files, 'part'>, name: string, value?: unknown): Promise<void> {
  try {
    const { wordsFor } = await files.part('report');
    complain(wordsFor(name, value));
  } catch {
    complain(`wrong: ${name}`);
  }
}
