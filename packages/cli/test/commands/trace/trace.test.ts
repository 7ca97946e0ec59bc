import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { keyPairFromSeed, type ParticleRecording } from '@noctiluca/particle';
import { loadReplayAvm, simulate } from '@noctiluca/replay';
import { type TempFolder, tempFolder } from '@noctiluca/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { A, B, THREE } from '../../../../replay/test/utils/traces.js';
import { collect } from '../../../src/commands/trace/collect.js';
import { runCli } from '../../utils/run-cli.js';

const [author, provider] = [1, 2].map((fill) => keyPairFromSeed(new Uint8Array(32).fill(fill))) as [
  ReturnType<typeof keyPairFromSeed>,
  ReturnType<typeof keyPairFromSeed>,
];
const script = `(seq (call "${provider.peerId}" ("greeter" "greet") ["you"] x) (call "${author.peerId}" ("op" "done") [x]))`;

async function recording(): Promise<ParticleRecording> {
  const avm = await loadReplayAvm();
  const particle = { id: 'p', initPeerId: author.peerId, timestamp: 1, ttl: 1_000, script };
  const made = simulate(particle, [author, provider], () => ({ retCode: 0, result: '"hello"' }), avm);
  return { ...made, peers: made.peers.map((peer, i) => ({ ...peer, name: `nox-${i}` })) };
}

describe('fluence trace of a file', () => {
  let folder: TempFolder;
  const trace = (...argv: string[]) => runCli(folder.root, ['trace', 'p.json', ...argv]);
  const withRecording = async () => {
    folder = tempFolder({ 'p.json': JSON.stringify({ ...THREE, recording: await recording() }) });
  };

  it('shows the tree, without a network', async () => {
    folder = tempFolder({ 'p.json': JSON.stringify(THREE) });
    const { stdout, exitCode } = await trace();
    expect(stdout).toContain('├─ nox-1 ← nox-0');
    expect(exitCode).toBe(0);
    expect(JSON.parse((await trace('--json')).stdout)).toEqual(THREE);
  });

  it('goes through it again with --replay', async () => {
    await withRecording();
    const { stdout, exitCode } = await trace('--replay');
    expect(stdout).toContain('Step 2 of 5, nox-1');
    expect(stdout).toContain('    call "nox-1" ("greeter" "greet") ["you"] x');
    expect(stdout).toContain('asks for call 1: greeter.greet("you")');
    expect(stdout).toContain('learned greeter.greet on nox-1 = "hello"');
    expect(stdout).toContain('5 of 5 steps are equal to the recording.');
    expect(exitCode).toBe(0);
    const { steps } = JSON.parse((await trace('--replay', '--json')).stdout) as { steps: object[] };
    expect(steps).toHaveLength(5);
  });

  it('goes on from another answer with --what-if, and says that it did not happen', async () => {
    await withRecording();
    const { stdout } = await trace('--what-if', 'nox-1:1="go away"');
    expect(stdout).toMatch(/^ALTERED: this did not happen\./);
    expect(stdout).toContain('learned greeter.greet on nox-1 = "go away"');
    expect(stdout).toContain('No answer is known to op.done on nox-0');
    expect(stdout).not.toContain('12D3KooW');
    for (const [change, why] of [
      ['nox-1', 'write peer:call=json'],
      ['nox-7:1=1', 'no such peer'],
      ['nox-1:1=go away', 'no JSON'],
    ]) {
      expect((await trace('--what-if', change!)).stderr).toMatch(new RegExp(`${why}.*\\[BAD_ARGUMENT\\]`));
    }
    expect((await trace('--what-if', 'nox-1:7=1')).stderr).toContain('[REPLAY_NO_SUCH_STEP]');
  });

  it('says what a file lacks', async () => {
    folder = tempFolder({ 'p.json': JSON.stringify(THREE) });
    expect((await trace('--replay')).stderr).toMatch(/was not recorded: .* \[PARTICLE_UNKNOWN\]/);
    folder = tempFolder({ 'p.json': '{}' });
    expect((await trace()).stderr).toContain('[REPLAY_NOT_A_RECORDING]');
  });

  it('asks for a network when it is given an id', async () => {
    folder = tempFolder({ 'fluence.yaml': 'version: 8\naquaDependencies: {}\n' });
    const { stderr, exitCode } = await runCli(folder.root, ['trace', 'some-id']);
    expect(stderr).toContain('[NO_LOCAL_NETWORK]');
    expect(exitCode).toBe(1);
  });
});

describe('what peers tell', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  async function peer(name: string, peerId: string, answers: Record<string, unknown>) {
    const server = createServer(({ url = '' }, response) => {
      response.statusCode = url in answers ? 200 : 404;
      response.end(JSON.stringify(answers[url]));
    }).listen(0, '127.0.0.1');
    servers.push(server);
    await new Promise((resolve) => server.once('listening', resolve));
    const http = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return { ...{ name, peerId, http, multiaddrs: [] }, ...{ managementPeerId: '', managementKeyFile: '' } };
  }

  it('is put together, of those that answer and record', async () => {
    const { particle, peers } = await recording();
    const [a, b] = THREE.traces;
    const network = [
      await peer('nox-0', A, {
        '/api/trace/p': a!.entries,
        '/api/recordings/p': { particle, peers: [{ ...peers[0], peerId: A, name: undefined }] },
      }),
      await peer('nox-1', B, { '/api/trace/p': b!.entries, '/api/recordings/p': null }),
      await peer('nox-2', 'other', { '/api/trace/p': [] }),
    ];
    const file = await collect(network, 'p', true);
    expect(file.traces).toEqual([a, b]);
    expect(file.recording).toMatchObject({ particle, peers: [{ name: 'nox-0', peerId: A }] });
    expect((await collect(network, 'p', false)).recording).toBeUndefined();
    await expect(collect(network.slice(2), 'p', false)).rejects.toMatchObject({ code: 'PARTICLE_UNKNOWN' });
    await expect(collect([], 'p', false)).rejects.toMatchObject({ code: 'PEER_UNKNOWN' });
  });
});
