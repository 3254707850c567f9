// Pages that nobody sees yet: the browser prepares one in case the shopper comes, and themes load whole
// pages into hidden frames. Until it is seen, nothing was viewed.

export const isPrerendered = () => (document as { prerendering?: boolean }).prerendering === true;

/** What has to look into it to know (sight.ts, `whenFrameIsSeen`). */
export const isFrame = () => window !== window.top && 'IntersectionObserver' in window;
