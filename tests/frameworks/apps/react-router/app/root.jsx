import { Outlet, Scripts } from 'react-router';

export default function Root() {
  return (
    <html lang="en">
      <head><title>A shop on React Router</title><link rel="icon" href="data:," /></head>
      <body><Outlet /><Scripts /></body>
    </html>
  );
}
