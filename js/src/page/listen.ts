// Listeners that end: whatever Kago begins on a page returns how to stop it.

export type Stop = () => void;

/** `E`: of what kind the events of that type are. */
export function listen<E extends Event>(target: EventTarget, type: string, heard: (event: E) => void, options?: AddEventListenerOptions): Stop {
  target.addEventListener(type, heard as EventListener, options);
  return () => target.removeEventListener(type, heard as EventListener, options);
}

export const stopAll = (stops: Stop[]): void => {
  for (const stop of stops.splice(0)) stop();
};
