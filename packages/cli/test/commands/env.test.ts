import { existsSync } from 'node:fs';
import { tempFolder } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { runCli } from '../utils/run-cli.js';

const RELAY = '/ip4/127.0.0.1/tcp/9/ws/p2p/12D3KooWBM3SdXWqGaawQDGQ6JprtwswEg3FWGvGhmgmMez1vRbR';
const PROJECT = `version: 8
aquaDependencies: {}
relaysPath: [app/src, gateway]
customFluenceEnv: { contractsEnv: local, relays: [${RELAY}] }
`;
const codeOf = (stdout: string) => (JSON.parse(stdout) as { error: { code: string } }).error.code;

describe('default env', () => {
  it('tells apps and commands of the local network, and writes nothing the second time', async () => {
    const folder = tempFolder({
      'fluence.yaml': PROJECT,
      'gateway/relays.json': '[{"multiaddr": "/dns4/gone"}]',
    });
    expect(await runCli(folder.root, ['default', 'env', 'local'])).toMatchObject({ exitCode: 0 });
    for (const file of ['app/src/relays.json', 'gateway/relays.json']) {
      const relays = JSON.parse(folder.read(file)) as { multiaddr: string; peerId: string }[];
      expect(relays).toHaveLength(3);
      for (const { multiaddr, peerId } of relays)
        expect(multiaddr).toMatch(new RegExp(`^/ip4/127.0.0.1/.*/${peerId}$`));
    }
    expect(folder.read('.fluence/env.yaml')).toContain('fluenceEnv: local\n');
    expect((await runCli(folder.root, ['default', 'env'])).stdout).toContain('nothing changed');
  });

  it('leaves what else the environment file says', async () => {
    const mine = '# mine\nversion: 1\nfluenceEnv: dar\nrpcUrl: http://127.0.0.1:8545 # chain\n';
    const folder = tempFolder({ 'fluence.yaml': PROJECT, '.fluence/env.yaml': mine });
    await runCli(folder.root, ['default', 'env', 'local']);
    expect(folder.read('.fluence/env.yaml')).toBe(mine.replace('dar', 'local'));
  });

  it('tells them of the relays of the project', async () => {
    const folder = tempFolder({ 'fluence.yaml': PROJECT });
    await runCli(folder.root, ['default', 'env', 'custom']);
    expect(JSON.parse(folder.read('gateway/relays.json'))).toMatchObject([{ multiaddr: RELAY }]);
    expect(folder.read('.fluence/env.yaml')).toContain('fluenceEnv: custom\n');
    folder.write('main.aqua', 'aqua Main\nexport f\n\nfunc f() -> string:\n    <- HOST_PEER_ID\n');
    const call = ['run', '-f', 'f()', '-i', 'main.aqua', '--dial-timeout', '500', '--json'];
    expect(codeOf((await runCli(folder.root, call)).stdout)).toBe('RELAY_UNREACHABLE');
    expect(codeOf((await runCli(folder.root, [...call, '--relay', 'custom-1'])).stdout)).toBe(
      'RELAY_UNKNOWN',
    );
    expect(codeOf((await runCli(folder.root, [...call, '--env', 'local'])).stdout)).toBe('NO_LOCAL_NETWORK');
  });

  it('agrees with default peers, and writes the Aqua of the environment', async () => {
    const folder = tempFolder({ 'fluence.yaml': PROJECT });
    await runCli(folder.root, ['default', 'env', 'custom']);
    expect((await runCli(folder.root, ['default', 'peers'])).stdout).toBe(`${RELAY}\n`);
    expect((await runCli(folder.root, ['default', 'peers', 'local'])).stdout).toContain('/9993/');
    expect(folder.read('.fluence/aqua/hosts.aqua')).toContain('aqua Hosts');
  });

  it('has the peers that system commands have, by the same names', async () => {
    const folder = tempFolder({ 'fluence.yaml': PROJECT });
    await runCli(folder.root, ['default', 'env', 'custom']);
    const status = await runCli(folder.root, ['system', 'status', '--json']);
    const { peers } = JSON.parse(status.stdout) as { peers: { peer: string; peerId: string }[] };
    expect(peers).toMatchObject([{ peer: 'custom-0', peerId: RELAY.slice(-52) }]);
    const plan = ['system', 'plan', '--json'];
    expect(codeOf((await runCli(folder.root, plan)).stdout)).toBe('BAD_ARGUMENT');
    expect(codeOf((await runCli(folder.root, [...plan, '--peer', 'nox-0'])).stdout)).toBe('PEER_UNKNOWN');
    expect(codeOf((await runCli(folder.root, [...plan, '--relay', 'custom-1'])).stdout)).toBe(
      'RELAY_UNKNOWN',
    );
    expect(codeOf((await runCli(folder.root, [...plan, '--env', 'local'])).stdout)).toBe('NO_LOCAL_NETWORK');
  });

  it('knows the peers that a network will have by keys of the project', async () => {
    const folder = tempFolder({ 'fluence.yaml': PROJECT });
    const made = await runCli(folder.root, ['key', 'new', 'nox-1', '--json']);
    const { peerId } = JSON.parse(made.stdout) as { peerId: string };
    const { stdout } = await runCli(folder.root, ['default', 'peers', 'local', '--json']);
    expect((JSON.parse(stdout) as string[])[1]).toBe(`/ip4/127.0.0.1/tcp/9992/ws/p2p/${peerId}`);
  });

  it.each([
    ['kras', 'BAD_ARGUMENT'],
    ['custom', 'RELAY_UNKNOWN'],
  ])('changes nothing for %s, which is not there', async (env, code) => {
    const folder = tempFolder({ 'fluence.yaml': 'version: 8\naquaDependencies: {}\nrelaysPath: app\n' });
    expect(codeOf((await runCli(folder.root, ['default', 'env', env, '--json'])).stdout)).toBe(code);
    expect(existsSync(folder.at('app'))).toBe(false);
    expect(existsSync(folder.at('.fluence'))).toBe(false);
  });
});
