// In a single-page shop the words of the last page stand there for a while after the address has changed.

/**
 * Called with all texts that stand on the page now; answers which of them are of the path that the
 * address has now. A text belongs to the path under which it was first seen, for as long as it stands.
 */
export function ownedTexts(): (texts: string[]) => (text: string) => boolean {
  let owners = new Map<string, string>();
  return (texts) => {
    const path = location.pathname;
    owners = new Map(texts.map((text) => [text, owners.get(text) ?? path]));
    return (text) => owners.get(text) === path;
  };
}

/** When the page can be read: at once, or when the browser has it all. */
export function whenReady(listen: (target: EventTarget, type: string, listener: () => void) => void, work: () => void): void {
  if (document.readyState === 'loading') listen(document, 'DOMContentLoaded', work);
  else work();
}
