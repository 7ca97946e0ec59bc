/**
 * What libp2p 3 expects of the platform and Node 20 lacks (spec/feasibility.md, "Versions that work together").
 * Imported before the first libp2p module; does nothing on Node 22 and later.
 */
import { WebSocket } from 'ws';

function withResolvers<T>(this: PromiseConstructor) {
  let resolve!: (value: T | PromiseLike<T>) => void;
  let reject!: (reason?: unknown) => void;
  const promise = new this<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

/**
 * A platform's WebSocket that fails with nobody listening does just that. The one of `ws` is an emitter, whose errors end the
 * process then: libp2p stops listening when it gives up a dial, and a peer that is gone would take the dialler with it.
 */
class QuietWebSocket extends WebSocket {
  constructor(...args: ConstructorParameters<typeof WebSocket>) {
    super(...args);
    this.on('error', () => {});
  }
}

if (!('withResolvers' in Promise)) {
  Object.defineProperty(Promise, 'withResolvers', {
    value: withResolvers,
    writable: true,
    configurable: true,
  });
}
if (!('WebSocket' in globalThis)) {
  Object.defineProperty(globalThis, 'WebSocket', {
    value: QuietWebSocket,
    writable: true,
    configurable: true,
  });
}
