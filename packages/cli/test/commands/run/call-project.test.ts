import { tempFolder } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { callProject } from '../../../src/commands/run/call-project.js';
import { callRelay } from '../../../src/commands/run/call-relay.js';
import type { RunFlags } from '../../../src/commands/run/options.js';
import type { CliContext } from '../../../src/context.js';

const RELAY = '/ip4/127.0.0.1/tcp/9/ws/p2p/12D3KooWBM3SdXWqGaawQDGQ6JprtwswEg3FWGvGhmgmMez1vRbR';
const OTHER = RELAY.replace('tcp/9', 'tcp/10');
const project = (relay: string) =>
  `version: 8\naquaDependencies: {}\ncustomFluenceEnv: { contractsEnv: local, relays: ["${relay}"] }\n`;
const read = (cwd: string) => callProject({ cwd } as CliContext);
const relayIn = async (root: string) => callRelay(`${root}/.fluence`, await read(root), {} as RunFlags);

describe('what a call keeps of a project', () => {
  it('is the same the second time, and read anew when the file says otherwise', async () => {
    const folder = tempFolder({ 'fluence.yaml': project(RELAY) });
    const first = await read(folder.root);
    expect(first).toMatchObject({ rootDir: folder.root, relays: [RELAY] });
    expect(await read(folder.root)).toEqual(first);
    folder.write('fluence.yaml', project(OTHER));
    expect(await read(folder.root)).toMatchObject({ relays: [OTHER] });
  });

  it('is never an error', async () => {
    const folder = tempFolder({ 'fluence.yaml': 'version: 99\n' });
    for (let i = 0; i < 2; i += 1) {
      await expect(read(folder.root)).rejects.toMatchObject({ code: 'PROJECT_INVALID' });
    }
  });

  it('may be nothing, where nothing can be written', async () => {
    const folder = tempFolder({ 'fluence.yaml': project(RELAY), '.fluence': 'no folder' });
    expect(await read(folder.root)).toMatchObject({ relays: [RELAY] });
  });

  it('follows the environment of the project', async () => {
    const folder = tempFolder({
      'fluence.yaml': project(RELAY),
      '.fluence/env.yaml': 'fluenceEnv: custom\n',
    });
    expect(await relayIn(folder.root)).toBe(RELAY);
    expect(await relayIn(folder.root)).toBe(RELAY);
    folder.write('.fluence/env.yaml', 'fluenceEnv: local\n');
    await expect(relayIn(folder.root)).rejects.toMatchObject({ code: 'NO_LOCAL_NETWORK' });
    folder.write('.fluence/env.yaml', 'fluenceEnv: kras\n');
    await expect(relayIn(folder.root)).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
  });
});
