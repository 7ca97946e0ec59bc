/**
 * What libp2p 3 expects of the platform and Node 20 lacks (spec/feasibility.md, "Versions that work together").
 * Imported before the first libp2p module; does nothing on Node 22 and later.
 */
import { createRequire } from 'node:module';

function withResolvers<T>(this: PromiseConstructor) {
  let resolve!: (value: T | PromiseLike<T>) => void;
  let reject!: (reason?: unknown) => void;
  const promise = new this<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

/** Loaded when it is first asked for: `ws` brings the servers of node:http, which a dialler of tcp has no use for. */
function loadWebSocket() {
  const { WebSocket } = createRequire(import.meta.url)('ws') as typeof import('ws');
  /**
   * A platform's WebSocket that fails with nobody listening does just that. The one of `ws` is an emitter, whose errors end
   * the process then: libp2p stops listening when it gives up a dial, and a peer that is gone would take the dialler with it.
   */
  return class QuietWebSocket extends WebSocket {
    constructor(...args: ConstructorParameters<typeof WebSocket>) {
      super(...args);
      this.on('error', () => {});
    }
  };
}

if (!('withResolvers' in Promise)) {
  Object.defineProperty(Promise, 'withResolvers', {
    value: withResolvers,
    writable: true,
    configurable: true,
  });
}
if (!('WebSocket' in globalThis)) {
  const define = (value: unknown): void => {
    Object.defineProperty(globalThis, 'WebSocket', { value, writable: true, configurable: true });
  };
  Object.defineProperty(globalThis, 'WebSocket', {
    get() {
      define(loadWebSocket());
      return globalThis.WebSocket;
    },
    set: define,
    configurable: true,
  });
}
