// One connection to a collector, kept: as little of HTTP as a load needs, so that the load costs the machine little.

import { once } from 'node:events';
import { connect } from 'node:net';

const HEAD_END = '\r\n\r\n';

/** @param {number} port on this machine */
export async function connectTo(port) {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  await once(socket, 'connect');
  let received = '';
  let waiting = null;
  socket.setEncoding('latin1');
  socket.on('data', (chunk) => {
    received += chunk;
    const headEnd = received.indexOf(HEAD_END);
    if (headEnd < 0) return;
    const length = Number(/^content-length: (\d+)/im.exec(received)[1]);
    const bodyAt = headEnd + HEAD_END.length;
    if (received.length < bodyAt + length) return;
    const answer = { status: Number(received.slice(9, 12)), body: received.slice(bodyAt) };
    received = '';
    waiting.resolve(answer);
  });
  const fail = (error) => waiting?.reject(error ?? new Error('the collector has ended the connection'));
  socket.on('error', fail).on('close', () => fail());
  return {
    /** @param {string} body @returns {Promise<{ status: number, body: string }>} */
    post(body) {
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(`POST /v1/events HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: text/plain\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
      });
    },
    close: () => socket.destroy(),
  };
}
