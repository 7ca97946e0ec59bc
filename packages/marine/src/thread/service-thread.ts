import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { ThreadData, ThreadInput, ThreadMessage } from './protocol.js';
import { ThreadServices } from './thread-services.js';

/** Entry of a thread of services. */
function main(data: ThreadData, port: MessagePort): void {
  const services = new ThreadServices(data, {
    post: (message: ThreadMessage) => port.postMessage(message),
    next: () => receiveMessageOnPort(port)?.message as ThreadInput | undefined,
  });
  port.on('message', (input: ThreadInput) => services.handle(input));
}

if (parentPort) main(workerData as ThreadData, parentPort);
