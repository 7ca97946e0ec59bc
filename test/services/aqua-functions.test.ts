import { fileURLToPath } from 'node:url';
import { compileFromPath } from '@fluencelabs/aqua-api';
import { describe, expect, it } from 'vitest';

const aqua = fileURLToPath(new URL('../../aqua', import.meta.url));
const packages = fileURLToPath(new URL('../../node_modules', import.meta.url));

/** What clients import, with the arguments of each function. */
const APIS = {
  'aqua-ipfs/ipfs-api.aqua': {
    put: ['node', 'path'],
    dag_put: ['node', 'path'],
    dag_get: ['node', 'cid'],
    get_from: ['node', 'cid', 'from'],
    dag_get_from: ['node', 'cid', 'from'],
    cat_from: ['node', 'cid', 'from'],
    get_and_cache: ['node', 'cid', 'from', 'error'],
    set_timeout: ['node', 'timeout_sec'],
    get_external_api_multiaddr: ['node'],
    get_external_swarm_multiaddr: ['node'],
    get_local_api_multiaddr: ['node'],
  },
  'trust-graph/trust-graph-api.aqua': {
    set_root: ['peer_id', 'max_chain_len'],
    issue_trust: ['issuer', 'issued_for', 'expires_at_sec'],
    import_trust: ['trust', 'issuer'],
    add_trust: ['node', 'issuer', 'issued_for', 'expires_at_sec'],
    add_root_trust: ['node', 'peer_id', 'max_chain_len', 'expires_at_sec'],
    verify_trust: ['trust', 'issuer'],
    get_weight: ['peer_id'],
    get_weight_from: ['peer_id', 'issuer'],
    get_host_certs: [],
    get_host_certs_from: ['issuer'],
    get_all_certs: ['issued_for'],
    get_all_certs_from: ['issued_for', 'issuer'],
    insert_cert: ['certificate'],
    issue_revocation: ['revoked_by', 'revoked'],
    import_revocation: ['revocation'],
    revoke: ['node', 'revoked_by', 'revoked'],
  },
  'trust-graph/labelling.aqua': { isFluencePeer: [] },
};

describe.each(Object.entries(APIS))('aqua/%s', (file, functions) => {
  it('compiles and has the functions of upstream (spec/services.md)', async () => {
    const result = await compileFromPath({ filePath: `${aqua}/${file}`, imports: [packages] });
    expect(result.errors).toEqual([]);
    const compiled = Object.entries(result.functions).map(([name, { funcDef }]) => {
      // the compiler is Scala: its own fields carry the name of their class
      const text = JSON.stringify(funcDef.arrow).replaceAll(/"Laqua_js_\w+?__f_(\w+)"/g, '"$1"');
      return [name, Object.keys(JSON.parse(text).domain.fields ?? {})];
    });
    expect(Object.fromEntries(compiled)).toEqual(functions);
  });
});
