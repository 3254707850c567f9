// In a page of `npm run dev`: loads it again once another server than the one it is of answers, which is after each change.

const server = new URL(import.meta.url).searchParams.get('of');

new EventSource('/dev/server').onmessage = ({ data }) => {
  if (data !== server) location.reload();
};
