/** The steps one after the other. */
export function seq(...steps: readonly string[]): string {
  return steps.reduceRight((rest, step) => `(seq ${step} ${rest})`);
}

/** A call with its arguments and, when given, the variable of its result. */
export function call(
  peerId: string,
  service: string,
  fn: string,
  args: readonly string[],
  result = '',
): string {
  return `(call "${peerId}" ("${service}" "${fn}") [${args.join(' ')}] ${result})`;
}

/** The call that brings values back to a client. */
export function answer(clientId: string, ...values: readonly string[]): string {
  return call(clientId, 'client', 'answer', values);
}

/** From the relay to the client and back: the least a peer can do. */
export function echo(relayId: string, clientId: string, text: string): string {
  return seq(call(relayId, 'op', 'identity', [`"${text}"`], 'text'), answer(clientId, 'text'));
}

/** `op.identity` on another peer; the answer goes home through the relay. */
export function echoOn(peerId: string, relayId: string, clientId: string, text: string): string {
  return seq(
    call(relayId, 'op', 'noop', []),
    call(peerId, 'op', 'identity', [`"${text}"`], 'text'),
    call(relayId, 'op', 'noop', []),
    answer(clientId, 'text'),
  );
}
