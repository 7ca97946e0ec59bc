import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import '../src/polyfill.js';

it('a WebSocket that nobody listens to fails without ending the process', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  // CLOSED. vitest fails the run when an error reaches nobody.
  await expect.poll(() => socket.readyState).toBe(3);
});
