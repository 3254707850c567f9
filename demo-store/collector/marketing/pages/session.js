// The token that somebody has signed in with: kept for this tab, and nowhere else.

const KEY = 'kago-marketing-token';

export const tokenOf = () => sessionStorage.getItem(KEY);
export const signIn = (token) => sessionStorage.setItem(KEY, token);
export const signOut = () => sessionStorage.removeItem(KEY);

/** `#token=…`, as `npm start` prints it: it is taken over, and nobody who looks at the address sees it any more. */
export function takeTokenOfAddress() {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (!token) return;
  signIn(token);
  history.replaceState(null, '', location.pathname);
}
