import { connect, createServer, type Socket } from 'node:net';

/** A way to a port of this machine that can be cut. */
export interface CutProxy {
  readonly port: number;
  /** Connections that were made through it. */
  readonly connections: number;
  /** Ends every connection at once, as a network does that is gone. New ones are taken. */
  cut(): void;
  /** Holds all bytes, those of new connections too, as a network does that is away for a while. */
  hold(): void;
  /** What was held goes on. */
  release(): void;
  /** Drops what the connections of now carry from here on, and says so to nobody; new ones are served. */
  forget(): void;
  stop(): Promise<void>;
}

export async function startCutProxy(targetPort: number): Promise<CutProxy> {
  const open = new Set<Socket>();
  let connections = 0;
  let isHeld = false;
  const server = createServer((socket) => {
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
      if (isHeld) one.pause();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    for (const socket of open) socket.resetAndDestroy();
  };
  return {
    port: (server.address() as { port: number }).port,
    get connections() {
      return connections;
    },
    cut,
    hold() {
      isHeld = true;
      for (const socket of open) socket.pause();
    },
    release() {
      isHeld = false;
      for (const socket of open) socket.resume();
    },
    forget() {
      for (const socket of open) socket.unpipe().resume();
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}
