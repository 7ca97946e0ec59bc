/** How the compiler asks for the relay at the start of a script, whether it uses it or not. */
const ASKS_RELAY = /\(call %init_peer_id% \("getDataSrv" "-relay-"\) \[\] -relay-\)/;
/** The peer of an instruction that runs somewhere. */
const PLACE = /\((?:call|canon)\s+(\S+)/g;

/**
 * Whether a compiled script never leaves its client: everything in it runs there, and nothing in it uses the relay. A text in
 * the script that looks like an instruction can only make it seem to leave.
 * @param script AIR
 */
export function staysLocal(script: string): boolean {
  const rest = script.replace(ASKS_RELAY, '');
  return (
    !rest.includes('-relay-') && [...rest.matchAll(PLACE)].every(([, peer]) => peer === '%init_peer_id%')
  );
}
