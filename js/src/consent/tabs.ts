// Tells the other tabs of the origin what the shopper has said about consent. It holds nobody up, and nobody
// answers: a tab that doesn't hear finds the store erased with its next step (engine.ts).

const CHANNEL = 'kago-consent';

export class Tabs {
  #channel?: BroadcastChannel;

  constructor(private readonly heard: (word: string) => void) {}

  open(): void {
    if (this.#channel || typeof BroadcastChannel === 'undefined') return;
    this.#channel = new BroadcastChannel(CHANNEL);
    this.#channel.onmessage = ({ data }) => this.heard(data);
  }

  close(): void {
    this.#channel?.close();
    this.#channel = undefined;
  }

  tell(word: string): void {
    this.open();
    this.#channel?.postMessage(word);
  }
}
