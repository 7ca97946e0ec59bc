import { messageOf } from '@noctiluca/common/thrown';
import { LocalNetworkError } from '../errors.js';
import { type DaemonMessage, runLocalNetwork } from './daemon.js';

/** Entry of the background process of `fluence local up`. Waits for one `start` message, then lives until signalled. */
let stopNetwork: (() => Promise<void>) | undefined;
let ready = false;

const send = (message: DaemonMessage) => process.connected && process.send?.(message);

function end(code: number): void {
  const stop = stopNetwork;
  stopNetwork = undefined;
  (stop?.() ?? Promise.resolve())
    .catch((error: unknown) => console.error(error))
    .finally(() => process.exit(code));
}

process.once('message', (message: DaemonMessage) => {
  if (message.kind !== 'start') return;
  runLocalNetwork(message.init, message.calledAtMs, (step) => send({ kind: 'step', step })).then(
    ({ state, stop }) => {
      stopNetwork = stop;
      ready = true;
      send({ kind: 'ready', state });
    },
    (error: unknown) => {
      console.error(error);
      const code = error instanceof LocalNetworkError ? { code: error.code } : {};
      send({ kind: 'failed', message: messageOf(error), ...code });
      end(1);
    },
  );
});
// Whoever asked for the network is gone before it was ready: nobody would know that it runs.
process.once('disconnect', () => ready || end(1));
process.once('SIGINT', () => end(0));
process.once('SIGTERM', () => end(0));
