import { describe, expect, it } from 'vitest';
import { staysLocal } from '../../../src/commands/run/stays-local.js';

const RELAY = '(call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)';
const RESPONSE = '(call %init_peer_id% ("callbackSrv" "response") [x])';

describe('a compiled script', () => {
  it.each([
    `(seq ${RELAY} ${RESPONSE})`,
    RESPONSE,
    `(seq ${RELAY} (seq (canon %init_peer_id% $s #s) ${RESPONSE}))`,
  ])('stays in its client: %s', (script) => {
    expect(staysLocal(script)).toBe(true);
  });

  it.each([
    `(seq ${RELAY} (seq (call -relay- ("op" "noop") [] x) ${RESPONSE}))`,
    `(seq ${RELAY} (seq (call "12D3Koo" ("op" "noop") [] x) ${RESPONSE}))`,
    `(seq ${RELAY} (seq (canon -relay- $s #s) ${RESPONSE}))`,
    `(seq ${RELAY} (call %init_peer_id% ("callbackSrv" "response") [-relay-]))`,
    `(seq (call\n  peer ("op" "noop") [] x) ${RESPONSE})`,
  ])('leaves it, or uses its relay: %s', (script) => {
    expect(staysLocal(script)).toBe(false);
  });
});
