import { once } from 'node:events';
import { createServer } from 'node:net';

/** Whether every one of the ports can be listened on at loopback right now. */
export async function allFree(ports: readonly number[]): Promise<boolean> {
  const results = await Promise.all(ports.map(isFree));
  return results.every(Boolean);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
