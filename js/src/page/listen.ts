// Listeners that end: whatever Kago begins on a page returns how to stop it.

export type Stop = () => void;

export function listen(target: EventTarget, type: string, heard: (event: any) => void, options?: AddEventListenerOptions): Stop {
  target.addEventListener(type, heard, options);
  return () => target.removeEventListener(type, heard, options);
}

export const stopAll = (stops: Stop[]): void => {
  for (const stop of stops.splice(0)) stop();
};
