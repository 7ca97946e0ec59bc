import { generateKeyPair as generateLibp2pKeyPair } from '@libp2p/crypto/keys';
import { peerIdFromPrivateKey } from '@libp2p/peer-id';
import { generateKeyPair } from '@noctiluca/particle';
import { afterAll, describe, expect, it } from 'vitest';
import type { Peer } from './registry-peers.js';
import { callInMarineJs } from './services.js';
import { certificateText, startTrustGraph, type Trust, type TrustGraph } from './trust-graph-peers.js';
import { makeWorkFolder } from './work-folder.js';

const folder = makeWorkFolder();
const graphs: TrustGraph[] = [];
afterAll(() => {
  for (const graph of graphs) graph.close();
  folder.remove();
});

/** Seconds: the time of the vectors of spec/services.md §2.2. */
const T = 1_649_800_000;
const LATER = T + 1000;
const P = '12D3KooWD7CvsYcpF9HE9CCV9aY3SJ317tkXVykjtZnht2EbzDPm';
const NO_TIME = /^you should use host peer\.timestamp_sec to pass timestamp: SecurityTetraplet \{/;
const hex = (bytes: Iterable<number>) => Buffer.from([...bytes]).toString('hex');

function start(host: Peer = generateKeyPair(), serviceId?: string): TrustGraph {
  const graph = startTrustGraph(folder, host, serviceId);
  graphs.push(graph);
  return graph;
}

/** A chain of peers from a root, which allows ten hops, and its trusts. */
function chained(graph: TrustGraph, length: number, root: Peer = generateKeyPair()) {
  const peers = [root, ...Array.from({ length: length - 1 }, () => generateKeyPair())];
  const trusts = peers.map((peer, i) => graph.issue(peers[Math.max(0, i - 1)] ?? root, peer, T, LATER));
  expect(graph.setRoot(root, 10)).toEqual({ success: true, error: '' });
  return { peers, trusts, root, last: peers.at(-1) ?? root };
}

function inserted(graph: TrustGraph, length: number) {
  const chain = chained(graph, length);
  expect(graph.timed('insert_cert', { chain: chain.trusts }, T)).toEqual({ success: true, error: '' });
  return chain;
}

async function secp256k1Peer(): Promise<Peer> {
  const key = await generateLibp2pKeyPair('secp256k1');
  return {
    peerId: peerIdFromPrivateKey(key).toString(),
    sign(message) {
      const signature = key.sign(message);
      if (signature instanceof Promise) throw new Error('libp2p signs asynchronously here');
      return signature;
    },
  };
}

describe('what is signed', () => {
  const graph = start();

  it('has the bytes of spec/services.md §3.2', () => {
    expect(hex(graph.call(P, 'get_trust_bytes', [P, T + 1000, T]).result)).toBe(
      '553b5ed2d16d5625209de260be8d4d27a1cb5b1570221e966fb2e2a2630c69ba',
    );
    expect(hex(graph.call(P, 'get_revocation_bytes', [P, T]).result)).toBe(
      'fe3a9b188eb9d7d3473bb89987c5b2f6b75e8e1ccd863c1167c423ac8ad8cf87',
    );
  });

  it('is nothing for what is no peer id, and the error is in the record', () => {
    const error = expect.stringContaining('public key extraction from peer id failed: peer id parse error: ');
    for (const [name, ...times] of [
      ['get_trust_bytes', 1, 2],
      ['get_revocation_bytes', 1],
    ])
      expect(graph.call(P, `${name}`, ['0', ...times])).toEqual({ success: false, error, result: [] });
    const empty = { issued_for: '', expires_at: 0, signature: '', sig_type: '', issued_at: 0 };
    expect(graph.call(P, 'issue_trust', ['0', 1, 2, []])).toEqual({ success: false, error, trust: empty });
  });

  it('is verified with the time of the host', () => {
    const [issuer, other] = [generateKeyPair(), generateKeyPair()];
    const trust = graph.issue(issuer, other, T, LATER);
    const verify = (by: Peer, now: number) => graph.timed('verify_trust', trust, by.peerId, now);
    expect(verify(issuer, LATER)).toEqual({ success: true, error: '' });
    expect(verify(issuer, LATER + 1).error).toBe(
      `Trust verification error: Trust is expired at: '${LATER}s', current time: '${LATER + 1}s'`,
    );
    expect(verify(other, T).error).toMatch(/^Trust verification error: Failed to verify signature /);
    const literal = graph.call('anyone', 'verify_trust', [trust, issuer.peerId, T]);
    expect(literal.error).toMatch(NO_TIME);
  });
});

describe('roots', () => {
  it('are set by the owner only', () => {
    const host = generateKeyPair();
    const graph = start(host);
    const refused = { success: false, error: 'Root could add only by trust graph service owner' };
    expect(graph.call('anyone', 'set_root', [P, 5])).toEqual(refused);
    expect(graph.call('anyone', 'remove_root', [P])).toEqual(refused);
    expect(graph.call(host.peerId, 'set_root', [P, 5]).success).toBe(true);
    expect(graph.timed('get_weight', P, T)).toEqual({ success: true, weight: 32, peer_id: P, error: '' });
  });

  it('are 256 at most; one that is there can be set again, and a removed one makes room', () => {
    const graph = start();
    const peers = Array.from({ length: 257 }, () => generateKeyPair());
    const last = peers.pop()!;
    for (const peer of peers) expect(graph.setRoot(peer, 5).success).toBe(true);
    const full = { success: false, error: 'there are 256 roots, and no room for another' };
    expect(graph.setRoot(last, 5)).toEqual(full);
    expect(graph.setRoot(peers[0]!, 6).success).toBe(true);
    expect(graph.call(graph.creator, 'remove_root', [peers[1]!.peerId]).success).toBe(true);
    expect(graph.setRoot(last, 5).success).toBe(true);
  });

  it('count as they were set last [fault §7.2], and can be removed', () => {
    const graph = start();
    const { root, last } = inserted(graph, 2);
    expect([graph.weight(root, T), graph.weight(last, T)]).toEqual([1024, 512]);
    graph.setRoot(root, 3);
    expect([graph.weight(root, T), graph.weight(last, T)]).toEqual([8, 4]);
    expect(graph.call(graph.creator, 'remove_root', [root.peerId]).success).toBe(true);
    expect([graph.weight(root, T), graph.weight(last, T)]).toEqual([0, 0]);
  });
});

describe('trusts', () => {
  const NOBODY = generateKeyPair();

  it('give half the weight of their issuer', () => {
    const graph = start();
    const [a, b] = [generateKeyPair(), generateKeyPair()];
    const { root } = inserted(graph, 1);
    const trust = graph.issue(root, a, T, LATER);
    expect(graph.add(trust, root, T)).toEqual({ success: true, error: '', weight: 512 });
    expect(graph.add(graph.issue(a, b, T, LATER), a, T).weight).toBe(256);
    expect(graph.weight(b, T)).toBe(256);
    expect(graph.add(graph.issue(NOBODY, b, T, LATER), NOBODY, T)).toEqual({
      success: true,
      error: '',
      weight: 0,
    });
  });

  it('are refused when they are of the future, expired, or not of that issuer', () => {
    const graph = start();
    const { root } = inserted(graph, 1);
    const a = generateKeyPair();
    expect(graph.add(graph.issue(root, a, T + 1, LATER), root, T).error).toBe(
      "trust can't be issued later than the current timestamp",
    );
    expect(graph.add(graph.issue(root, a, T, T + 1), root, T + 2).error).toContain('Trust is expired at');
    expect(graph.add(graph.issue(a, a, T, LATER), root, T).error).toContain('Failed to verify signature');
  });

  it.each([
    ['signature', '0', 'Cannot convert base58 string to bytes: '],
    ['signature', '2'.repeat(1000), 'signature is too long'],
    ['sig_type', 'rsa', 'rsa Key format is not supported'],
    ['issued_for', '0', 'public key extraction from peer id failed'],
  ])('with %s %j are refused', (field, value, error) => {
    const graph = start(undefined, 'refusing');
    const root = generateKeyPair();
    const trust: Trust = { ...graph.issue(root, root, T, LATER), [field]: value };
    expect(graph.add(trust, root, T)).toMatchObject({
      success: false,
      weight: 0,
      error: expect.stringContaining(error),
    });
  });

  it('need the time of the host: no literal, no other peer, no other function', () => {
    const graph = start();
    const root = generateKeyPair();
    const args = [graph.issue(root, root, T, LATER), root.peerId, T];
    const from = (origin = graph.time) => graph.call('anyone', 'add_trust', args, { 2: origin });
    expect(graph.call('anyone', 'add_trust', args).error).toMatch(NO_TIME);
    expect(from(graph.origin('timestamp_sec', 'other')).error).toMatch(NO_TIME);
    expect(from(graph.origin('timestamp_ms')).error).toMatch(NO_TIME);
    expect(from().success).toBe(true);
  });

  it('between keys of different formats carry the type of the issuer [fault §7.7]', async () => {
    const graph = start();
    const [root, a] = [await secp256k1Peer(), generateKeyPair()];
    graph.setRoot(root, 5);
    graph.add(graph.issue(root, root, T, LATER), root, T);
    const trust = graph.issue(root, a, T, LATER);
    expect(trust.sig_type).toBe('secp256k1');
    expect(graph.add(trust, root, T)).toEqual({ success: true, error: '', weight: 16 });
    expect(graph.issue(a, root, T, LATER).sig_type).toBe('ed25519');
  });
});

describe('certificates', () => {
  it('are found root first, from an issuer, and of the host', () => {
    const host = generateKeyPair();
    const graph = start(host);
    const { peers, trusts, root, last } = inserted(graph, 5);
    const found = graph.timed('get_all_certs', last.peerId, T);
    expect(found).toEqual({ success: true, certificates: [{ chain: trusts }], error: '' });
    const from = (issuer: Peer) =>
      graph.timed('get_all_certs_from', last.peerId, issuer.peerId, T).certificates;
    expect(from(peers[2] ?? root)).toHaveLength(1);
    expect(from(host)).toEqual([]);

    expect(graph.timed('get_host_certs', T).certificates).toEqual([]);
    graph.add(graph.issue(last, host, T, LATER), last, T);
    expect(graph.timed('get_host_certs', T).certificates[0]?.chain).toHaveLength(6);
    expect(graph.timed('get_host_certs_from', last.peerId, T).certificates).toHaveLength(1);
    expect(graph.timed('get_host_certs_from', P, T).certificates).toEqual([]);
  });

  it('are found with the time of the host only', () => {
    const graph = start();
    for (const [name, ...args] of [
      ['get_all_certs', P, T],
      ['get_all_certs_from', P, P, T],
      ['get_host_certs', T],
      ['get_host_certs_from', P, T],
    ]) {
      const answer = graph.call('anyone', `${name}`, args);
      expect(answer).toEqual({ success: false, certificates: [], error: expect.stringMatching(NO_TIME) });
    }
  });

  it('come as text, too', () => {
    const graph = start();
    const { trusts, last } = chained(graph, 3);
    expect(graph.timed('insert_cert_raw', certificateText(trusts), T)).toEqual({ success: true, error: '' });
    expect(graph.weight(last, T)).toBe(256);
  });

  it.each(['', '11', '11\n1111\nx', '11\n1111', '11\n1111\n\n\n1\n1', 'x'.repeat(100_000)])(
    'in a malformed text are refused, and the service goes on [fault §7.8]: %#',
    (text) => {
      const graph = start(undefined, 'malformed');
      expect(graph.timed('insert_cert_raw', text, T)).toMatchObject({ success: false });
      expect(graph.timed('get_weight', P, T).success).toBe(true);
    },
  );

  it('without a root are told so and leave nothing [fault §7.5]', () => {
    const graph = start();
    const { trusts, root, last } = chained(graph, 3);
    graph.call(graph.creator, 'remove_root', [root.peerId]);
    const error = 'There is no root for this certificate.';
    expect(graph.timed('insert_cert', { chain: trusts }, T)).toEqual({ success: false, error });
    expect(graph.timed('insert_cert', { chain: [] }, T).error).toBe('Chain is empty');
    graph.setRoot(root, 10);
    expect(graph.weight(last, T)).toBe(0);
  });

  it('of a caller who tells the time himself are refused, and delete nothing [fault §7.3]', () => {
    const graph = start();
    const { last } = inserted(graph, 3);
    const attacker = generateKeyPair();
    const far = graph.issue(attacker, attacker, T, Number.MAX_SAFE_INTEGER);
    for (const [name, certificate] of [
      ['insert_cert', { chain: [far] }],
      ['insert_cert_raw', certificateText([far])],
    ] as const)
      expect(graph.call(attacker.peerId, name, [certificate, Number.MAX_SAFE_INTEGER]).error).toMatch(
        NO_TIME,
      );
    expect(graph.weight(last, T)).toBe(256);
  });

  it('are inserted by the owner with a time of his own, as at a start', () => {
    const graph = start();
    const { trusts, last } = chained(graph, 3);
    expect(graph.call(graph.creator, 'insert_cert', [{ chain: trusts }, T]).success).toBe(true);
    expect(graph.weight(last, T)).toBe(256);
  });

  it('expire with any of their trusts', () => {
    const graph = start();
    const { last } = inserted(graph, 3);
    expect(graph.timed('get_all_certs', last.peerId, LATER - 1).certificates).toHaveLength(1);
    expect(graph.timed('get_all_certs', last.peerId, LATER).certificates).toEqual([]);
    expect(graph.weight(last, T)).toBe(0);
  });
});

describe('weights', () => {
  it('from an issuer are asked with the time as the third argument [fault §7.1]', () => {
    const graph = start();
    const { root, last } = inserted(graph, 3);
    const answer = graph.timed('get_weight_from', last.peerId, root.peerId, T);
    expect(answer).toEqual({ success: true, weight: 256, peer_id: last.peerId, error: '' });
    expect(graph.timed('get_weight_from', last.peerId, P, T).weight).toBe(0);
    const wrong = graph.call('anyone', 'get_weight_from', [last.peerId, root.peerId, T], { 1: graph.time });
    expect(wrong).toEqual({ success: false, weight: 0, peer_id: '', error: expect.stringMatching(NO_TIME) });
  });

  it('are 0 for a peer that nobody knows', () => {
    expect(start().timed('get_weight', P, T)).toEqual({ success: true, weight: 0, peer_id: P, error: '' });
  });
});

describe('revocations', () => {
  it('end the weight of a peer and are exported', () => {
    const graph = start();
    const { peers, root, last } = inserted(graph, 3);
    const revocation = graph.revocation(peers[1] ?? root, last, T + 1);
    expect(graph.timed('revoke', revocation, T).error).toBe(
      "revoke can't be issued later than the current timestamp",
    );
    expect(graph.timed('revoke', revocation, T + 1)).toEqual({ success: true, error: '' });
    expect(graph.weight(last, T + 1)).toBe(0);
    expect(graph.call('anyone', 'export_revocations', [last.peerId])).toEqual({
      success: true,
      revocations: [revocation],
      error: '',
    });
    expect(graph.add(graph.issue(peers[1] ?? root, last, T, LATER), peers[1] ?? root, T + 1).weight).toBe(0);
    expect(graph.add(graph.issue(peers[1] ?? root, last, T + 2, LATER), peers[1] ?? root, T + 2).weight).toBe(
      256,
    );
  });

  it('are exported up to a bound; the others still count', () => {
    const MOST = 1000;
    const graph = start();
    const [root, revoked] = [generateKeyPair(), generateKeyPair()];
    expect(graph.setRoot(root, 10).success).toBe(true);
    const itself = graph.issue(root, root, T, LATER);
    expect(graph.add(itself, root, T).success).toBe(true);
    for (let n = 0; n <= MOST; n++) {
      const peer = generateKeyPair();
      expect(graph.add(graph.issue(root, peer, T, LATER), root, T).success).toBe(true);
      expect(graph.timed('revoke', graph.revocation(peer, revoked, T), T).success).toBe(true);
    }
    expect(graph.call('anyone', 'export_revocations', [revoked.peerId]).revocations).toHaveLength(MOST);
  });

  it('forged, or of a peer without weight, are refused [fault §7.4]', () => {
    const graph = start();
    const { peers, root, last } = inserted(graph, 3);
    const revocation = graph.revocation(last, peers[1] ?? root, T);
    const forged = { ...revocation, revoked_by: root.peerId };
    expect(graph.timed('revoke', forged, T).error).toMatch(
      /^Error on revoking a trust: Signature is incorrect: Failed to verify signature /,
    );
    const nobody = graph.revocation(generateKeyPair(), last, T);
    expect(graph.timed('revoke', nobody, T).error).toMatch(/has no weight here/);
    expect(graph.call('anyone', 'revoke', [revocation, T]).error).toMatch(NO_TIME);
    expect(graph.weight(last, T)).toBe(256);
  });
});

describe('the graph', () => {
  it('outlives a restart', () => {
    const graph = start(undefined, 'restarted');
    const { last } = inserted(graph, 4);
    graph.close();
    expect(start(undefined, 'restarted').weight(last, T)).toBe(128);
  });

  it('answers that there is no storage in marine-js, which has none', async () => {
    const call = await callInMarineJs('trust-graph');
    expect(JSON.parse(call('export_revocations', JSON.stringify([P])))).toMatchObject({
      success: false,
      error: expect.stringMatching(/^Internal storage error: /),
    });
    expect(JSON.parse(call('get_trust_bytes', JSON.stringify([P, T + 1000, T]))).success).toBe(true);
  });
});
