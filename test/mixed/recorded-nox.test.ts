import type { FunctionCall, FunctionOutcome } from '@noctiluca/host';
import { notFoundOutcome } from '@noctiluca/host';
import type { JsonValue } from '@noctiluca/marine';
import { createParticle, generateKeyPair } from '@noctiluca/particle';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RestartablePeer } from '../utils/peer.js';
import { startPeer } from '../utils/peer.js';
import { recordedAnswer } from './recorded-nox.js';

type Call = (name: string, args: readonly JsonValue[]) => Promise<FunctionOutcome>;

/** What nox was seen to answer, but for the echo of a Rust value on a line of its own (spec/mixed-network.md no. 5, nox.md §2.8). */
const EQUAL = [
  [
    'worker.create by a stranger',
    'worker.create',
    ['deal', []],
    'Only management or host peer can create worker',
  ],
  [
    'a service that is not there',
    'nothing.at_all',
    [],
    "Service with id 'nothing' not found (function at_all)",
  ],
  [
    'an argument that is missing',
    'op.string_to_b58',
    [],
    "Error: Field 'string' is missing from args to call_service",
  ],
  [
    'an alias that nobody has',
    'srv.resolve_alias',
    ['nobody'],
    "Error: Service with alias 'nobody' is not found on worker 'Host'",
  ],
] as const;

describe('a peer of ours and nox say the same', () => {
  let peer: RestartablePeer;
  let call: Call;

  beforeAll(async () => {
    peer = await startPeer({}, undefined, ({ parts: { host } }) => {
      call = async (name, args) => {
        const [serviceId = '', functionName = ''] = name.split('.');
        const asked: FunctionCall = { serviceId, functionName, args, tetraplets: [] };
        const author = generateKeyPair();
        const particle = createParticle({
          ...{ script: '(null)', ttl: 60_000, timestampMs: Date.now(), keyPair: author },
        });
        const signal = new AbortController().signal;
        const context = {
          particle,
          scope: { kind: 'host' } as const,
          currentPeerId: host.hostPeerId,
          signal,
        };
        const outcome = await host.call(asked, context);
        return outcome.kind === 'not-defined' ? notFoundOutcome(asked) : outcome;
      };
    });
  });
  afterAll(() => peer?.dispose());

  it.each(EQUAL)('of %s, but for the echo on the next line', async (_what, name, args, nox) => {
    const outcome = await call(name, args);
    expect(outcome.kind === 'error' && JSON.parse(outcome.json)).toBe(nox);
  });
});

describe('the recorded nox', () => {
  const answer = (name: string, args: readonly JsonValue[] = []) => {
    const [serviceId = '', functionName = ''] = name.split('.');
    const outcome = recordedAnswer({ serviceId, functionName, args, tetraplets: [] });
    return outcome?.kind === 'error' ? JSON.parse(outcome.json) : outcome;
  };

  it('has no function that is ours alone', () => {
    expect(answer('spell.update')).toBe("Service with id 'spell' not found (function update)");
    expect(answer('deployment.observe')).toBe("Service with id 'deployment' not found (function observe)");
    expect(answer('registry.get_host_record_bytes')).toBe(
      'Error: function with name `get_host_record_bytes` is missing\nEngine(MarineError(MissingFunctionError("get_host_record_bytes")))',
    );
    expect(answer('spell.install')).toBeUndefined();
  });

  it('takes compute units as hex digits only', () => {
    const bytes = Array.from({ length: 32 }, () => 7);
    expect(answer('worker.create', ['deal', [bytes]])).toMatch(
      /^Error: Error deserializing field 'cu_ids': expected Vec<CUID>\n/,
    );
    expect(answer('worker.create', ['deal', ['07'.repeat(32)]])).toBeUndefined();
  });
});
