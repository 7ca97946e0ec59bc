/** AIR of the scenarios; what comes back to the client is a call on it, which it knows by the particle's id. */

const seq = (...steps) => steps.reduceRight((rest, step) => `(seq ${step} ${rest})`);
const call = (peer, service, args, output = '') => `(call "${peer}" ${service} [${args}]${output})`;

/** `op.identity` on one peer. */
export function identity(peer, client, text = 'x') {
  return seq(call(peer, '("op" "identity")', `"${text}"`, ' r'), call(client, '("done" "")', 'r'));
}

/** The same on a peer behind the client's relay, there and back through it. */
export function identityBehind(relay, peer, client) {
  const noop = call(relay, '("op" "noop")', '');
  return seq(noop, call(peer, '("op" "identity")', '"x"', ' r'), noop, call(client, '("done" "")', 'r'));
}

/** `peer.identify` on each peer, then home through the first, which is the client's relay, as compiled Aqua goes. */
export function chain(peers, client) {
  const names = peers.map((_, index) => `r${index}`);
  return seq(
    ...peers.map((peer, index) => call(peer, '("peer" "identify")', '', ` ${names[index]}`)),
    call(peers[0], '("op" "noop")', ''),
    call(client, '("done" "")', names.join(' ')),
  );
}

/** A call of the sample service, whose alias is `greeter`. */
export function greeting(peer, client) {
  return seq(call(peer, '("greeter" "greeting")', '"Bob"', ' r'), call(client, '("done" "")', 'r'));
}
