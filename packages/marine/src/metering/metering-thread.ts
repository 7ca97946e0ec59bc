import { type MessagePort, parentPort } from 'node:worker_threads';
import { meterModule } from './meter-module.js';

/** Entry of the thread that meters large modules: bytes in, metered bytes or undefined out, in the order of asking. */
function main(port: MessagePort): void {
  port.on('message', (bytes: Uint8Array) => {
    const code = meterModule(bytes);
    port.postMessage(code, code === undefined ? [] : [code.buffer]);
  });
}

if (parentPort) main(parentPort);
