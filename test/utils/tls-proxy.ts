import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { createServer } from 'node:tls';
import { fileURLToPath } from 'node:url';

const at = (file: string) => fileURLToPath(new URL(`tls/${file}`, import.meta.url));

/** Of `localhost`, signed by itself: who is to trust it is told by NODE_EXTRA_CA_CERTS. Good for nothing but tests, until 2126. */
export const CERTIFICATE = at('certificate.pem');

/** What stands before a peer's WebSocket port where pages of https are served: it ends TLS. */
export interface TlsProxy {
  /** Multiaddr of wss, without the peer's id. */
  readonly multiaddr: string;
  readonly connections: number;
  stop(): Promise<void>;
}

export async function startTlsProxy(targetPort: number): Promise<TlsProxy> {
  const open = new Set<Socket>();
  let connections = 0;
  const tls = { cert: readFileSync(CERTIFICATE), key: readFileSync(at('key.pem')) };
  const server = createServer(tls, (socket) => {
    connections += 1;
    const target = connect(targetPort, '127.0.0.1');
    for (const [one, other] of [
      [socket, target],
      [target, socket],
    ] as const) {
      open.add(one);
      one.on('error', () => {});
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    multiaddr: `/dns4/localhost/tcp/${(server.address() as { port: number }).port}/wss`,
    get connections() {
      return connections;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
