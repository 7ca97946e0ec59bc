/** The peer, or a worker of it; the names and arguments are values, which no text can break out of. */
const TARGET = ['peer', 'service', 'function'] as const;

/**
 * AIR that calls one function on one peer through a relay, as the compiler makes it: the result, or the error where it happened,
 * goes to the caller.
 */
export function callScript(args: number): string {
  const names = Array.from({ length: args }, (_, i) => `arg${i}`);
  const values = [...TARGET, ...names].map(
    (name) => `(call %init_peer_id% ("getDataSrv" "${name}") [] ${name})`,
  );
  const hop = '(call -relay- ("op" "noop") [])';
  const call = `(call peer (service function) [${names.join(' ')}] result)`;
  const failed = '(call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])';
  const answered = `(seq ${hop} (call %init_peer_id% ("callbackSrv" "response") [result]))`;
  const relayed = '(call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)';
  const begun = [relayed, ...values, hop].reduce((before, next) => `(seq ${before} ${next})`);
  const called = `(xor (seq ${call} ${answered}) (seq ${hop} ${failed}))`;
  return `(xor (seq ${begun} ${called}) ${failed})`;
}
