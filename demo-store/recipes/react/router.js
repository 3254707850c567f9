// A router as small as can be: the address changes at once, the page as a transition, as larger ones do it.

import { createContext, startTransition, useContext, useEffect, useState } from 'react';

const Router = createContext(null);
export const useRouter = () => useContext(Router);
export const RouterProvider = Router.Provider;

export function useRoutes() {
  const [path, setPath] = useState(location.pathname);
  const show = () => startTransition(() => setPath(location.pathname));
  useEffect(() => {
    addEventListener('popstate', show);
    return () => removeEventListener('popstate', show);
  }, []);
  const go = (to) => {
    history.pushState(null, '', to);
    show();
  };
  return { path, go };
}

export function Link({ to, children }) {
  const { go } = useRouter();
  const follow = (event) => {
    event.preventDefault();
    go(to);
  };
  return <a href={to} onClick={follow}>{children}</a>;
}
