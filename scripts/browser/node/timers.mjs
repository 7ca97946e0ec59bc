// `setImmediate` for browsers: a message to oneself, since their timers wait 4 ms once they follow one another.
const waiting = [];
let port;

export function setImmediate(callback) {
  waiting.push(callback);
  port ??= openPort();
  port.postMessage(0);
}

function openPort() {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => waiting.shift()();
  return port2;
}
