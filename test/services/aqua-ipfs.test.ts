import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type CallParameters, createService, type MarineService } from '@noctiluca/marine';
import { afterAll, describe, expect, it } from 'vitest';
import { ipfsConfig, makeIpfsProgram } from './ipfs-program.js';
import { PARAMETERS } from './services.js';
import { makeWorkFolder, particle } from './work-folder.js';

const folder = makeWorkFolder();
const program = makeIpfsProgram(folder.path);
const services: MarineService[] = [];
afterAll(() => {
  for (const service of services) service.close();
  folder.remove();
});

const API = '/ip4/127.0.0.1/tcp/5001';
const EXTERNAL = '/dns4/ipfs.example.net/tcp/5001';
const ABSENT = `f01551220${'0'.repeat(64)}`;
const CREATOR: CallParameters = {
  ...PARAMETERS,
  particle: { ...PARAMETERS.particle, initPeerId: PARAMETERS.serviceCreatorPeerId },
};
const rawCid = (content: string) => `f01551220${createHash('sha256').update(content).digest('hex')}`;
const refused = (error: string | RegExp) => ({ success: false, error: expect.stringMatching(error) });

interface Answer {
  success: boolean;
  error: string;
  hash: string;
  path: string;
  multiaddr: string;
}
/** The result record, of which each function fills its own part. */
type Call = (name: string, args?: unknown[], parameters?: CallParameters) => Answer;

/** A service over its own storage: the same id finds the same files. */
function start(serviceId: string, ipfs = program.path): Call {
  const service = createService(ipfsConfig(serviceId, ipfs, folder), { binaries: { timeLimitMs: 5000 } });
  services.push(service);
  return (name, args = [], parameters = PARAMETERS) =>
    JSON.parse(service.callJson(name, JSON.stringify(args), parameters));
}

function startSet(serviceId: string): Call {
  const call = start(serviceId);
  expect(call('set_local_api_multiaddr', [API], CREATOR)).toEqual({ success: true, error: '' });
  return call;
}

const guestVault = ({ particle }: CallParameters) => `/tmp/vault/${particle.id}-${particle.token}`;

/** A file in the vault of a particle, as the service sees its path. */
function vaultFile(name: string, content: string, parameters = PARAMETERS): string {
  writeFileSync(join(folder.makeVault(parameters), name), content);
  return `${guestVault(parameters)}/${name}`;
}

describe('aqua-ipfs before its addresses are set', () => {
  const call = start('unset');

  it.each([
    ['put', ['/tmp/vault/x'], 'local api multiaddr is not set'],
    ['dag_put', ['/tmp/vault/x'], 'local api multiaddr is not set'],
    ['get', [ABSENT], 'local api multiaddr is not set'],
    ['dag_get', [ABSENT], 'local api multiaddr is not set'],
    ['cat', [ABSENT], 'local api multiaddr is not set'],
    ['connect', [API], 'local api multiaddr is not set'],
    ['get_local_api_multiaddr', [], 'local api multiaddr is not set'],
    ['get_external_api_multiaddr', [], 'external api multiaddr is not set'],
    ['get_external_swarm_multiaddr', [], 'multiaddr is not set'],
  ])('%s says so', (name, args, error) => {
    expect(call(name, args)).toMatchObject({ success: false, error });
  });

  it('an external address needs the local one, to ask the node who it is', () => {
    const set = call('set_external_api_multiaddr', [EXTERNAL], CREATOR);
    expect(set).toEqual({ success: false, error: 'local api multiaddr is not set' });
  });
});

describe('addresses of aqua-ipfs', () => {
  const call = startSet('addresses');
  const full = `${EXTERNAL}/p2p/${program.peerId}`;

  it.each([
    ['set_external_api_multiaddr', 'external api multiaddr'],
    ['set_local_api_multiaddr', 'local api multiaddr'],
    ['set_external_swarm_multiaddr', 'external swarm multiaddr'],
  ])('%s is for the creator', (name, what) => {
    expect(call(name, [EXTERNAL])).toEqual({
      success: false,
      error: `only service creator can set ${what}`,
    });
  });

  it('external ones get the peer id of the node', () => {
    expect(call('set_external_api_multiaddr', [EXTERNAL], CREATOR)).toEqual({ success: true, error: '' });
    expect(call('set_external_swarm_multiaddr', [full], CREATOR)).toEqual({ success: true, error: '' });
    const address = { success: true, error: '', multiaddr: full };
    expect(call('get_external_api_multiaddr')).toEqual(address);
    expect(call('get_external_swarm_multiaddr')).toEqual(address);
  });

  it.each([
    ['nonsense', 'invalid multiaddr: nonsense'],
    ['/ip4/1.2.3.4', 'multiaddr should contain 2 or 3 components, 1 given'],
    [
      `${EXTERNAL}/p2p/QmbWqxBEKC3P8tqsKc98xmWNzrzDtRLMiMPL8wBuTGsMnR`,
      'given peer id is different from node peer_id',
    ],
  ])('%s is refused', (address, error) => {
    expect(call('set_external_api_multiaddr', [address], CREATOR)).toMatchObject(refused(error));
  });

  it('an address with a protocol after the port has no peer id in its place (services.md §7 aqua-ipfs 7)', () => {
    const https = '/dns4/ipfs.example.net/tcp/443/https';
    expect(call('set_external_api_multiaddr', [https], CREATOR).success).toBe(true);
    expect(call('get_external_api_multiaddr').multiaddr).toBe(`${https}/p2p/${program.peerId}`);
  });

  it('are kept over a restart, and can be set again (services.md §7 aqua-ipfs 6)', () => {
    const again = start('addresses');
    expect(again('get_local_api_multiaddr').multiaddr).toBe(API);
    expect(again('get_external_swarm_multiaddr').multiaddr).toBe(full);
    const other = '/ip4/127.0.0.1/tcp/5002';
    expect(again('set_local_api_multiaddr', [other], CREATOR).success).toBe(true);
    expect(again('get_local_api_multiaddr').multiaddr).toBe(other);
  });
});

describe('contents of aqua-ipfs', () => {
  const call = startSet('contents');

  it('a file of the vault is put, got into another vault and read as a text', () => {
    const put = call('put', [vaultFile('note', 'in the vault')]);
    expect(put).toEqual({ success: true, error: '', hash: rawCid('in the vault') });
    const other = particle('reader');
    const vault = folder.makeVault(other);
    const path = `${guestVault(other)}/${put.hash}`;
    expect(call('get', [put.hash], other)).toEqual({ success: true, error: '', path });
    expect(readFileSync(join(vault, put.hash), 'utf8')).toBe('in the vault');
    expect(call('get_from', [put.hash, `${EXTERNAL}/p2p/${program.peerId}`], other).path).toBe(path);
    const contents = { success: true, error: '', contents: 'in the vault' };
    expect(call('cat', [put.hash])).toEqual(contents);
    expect(call('cat_from', [put.hash, EXTERNAL])).toEqual(contents);
  });

  it('a DAG node is written where the particle finds it (services.md §7 aqua-ipfs 3)', () => {
    const put = call('dag_put', [vaultFile('node.json', '{"a":1}')]);
    expect(put).toMatchObject({ success: true, hash: expect.stringMatching(/^f01/) });
    const other = particle('dag-reader');
    const vault = folder.makeVault(other);
    const path = `${guestVault(other)}/${put.hash}`;
    for (const [name, ...from] of [['dag_get'], ['dag_get_from', EXTERNAL]] as const) {
      expect(call(name, [put.hash, ...from], other)).toEqual({ success: true, error: '', path });
      expect(readFileSync(join(vault, put.hash), 'utf8')).toBe('{"a":1}');
    }
  });

  it('what lies in the way of a get is replaced, a link never followed', () => {
    const hash = call('put', [vaultFile('replacing', 'wanted')]).hash;
    const other = particle('replacer');
    const vault = folder.makeVault(other);
    const outside = join(folder.path, 'outside');
    writeFileSync(outside, 'untouched');
    symlinkSync(outside, join(vault, hash));
    expect(call('get', [hash], other).success).toBe(true);
    expect(readFileSync(outside, 'utf8')).toBe('untouched');
    rmSync(join(vault, hash));
    mkdirSync(join(vault, hash, 'folder'), { recursive: true });
    expect(call('get', [hash], other).success).toBe(true);
    expect(readFileSync(join(vault, hash), 'utf8')).toBe('wanted');
  });

  it('a failure tells the command and what the program said, with no path of the host', () => {
    folder.makeVault(PARAMETERS);
    const got = call('get', [ABSENT]);
    expect(got).toMatchObject({ success: false, path: '' });
    expect(got.error).toMatch(
      /^ipfs cli call failed \n"get {2}-o {2}\/tmp\/vault\/.*": error: , stderr: Error: /,
    );
    expect(got.error).not.toContain(folder.path);
    expect(call('cat', [ABSENT])).toMatchObject(refused(/^ipfs cat error: ipfs cli call failed \n/));
    expect(call('dag_get', [ABSENT])).toMatchObject(refused(/^dag_get error: ipfs cli call failed \n/));
  });

  it('contents that are no text are refused by cat and got whole', () => {
    const bytes = Buffer.from([0xff, 0, 0xfe]);
    const file = join(folder.makeVault(PARAMETERS), 'bytes');
    writeFileSync(file, bytes);
    const { hash } = call('put', [`${guestVault(PARAMETERS)}/bytes`]);
    expect(call('cat', [hash])).toMatchObject(refused('stdout or stderr contains non valid UTF8 string'));
    const other = particle('bytes');
    const vault = folder.makeVault(other);
    expect(call('get', [hash], other).success).toBe(true);
    expect(readFileSync(join(vault, hash))).toEqual(bytes);
  });

  it('what is larger than 256 MiB is neither put nor got, and what came of it is removed', () => {
    const most = 256 * 1024 * 1024;
    const vault = folder.makeVault(PARAMETERS);
    const path = vaultFile('large', '');
    truncateSync(join(vault, 'large'), most + 1);
    const before = program.runs().length;
    expect(call('put', [path])).toMatchObject(refused(`has ${most + 1} bytes, more than ${most}$`));
    expect(program.runs().length).toBe(before);
    const hash = `f01551220${'a'.repeat(64)}`;
    writeFileSync(join(program.store, hash), '');
    truncateSync(join(program.store, hash), most + 1);
    expect(call('get', [hash])).toMatchObject(refused(`has ${most + 1} bytes, more than ${most}$`));
    expect(existsSync(join(vault, hash))).toBe(false);
    rmSync(join(vault, 'large'));
  });

  it('a get brings folders in folders, 64 deep; what is deeper is removed', () => {
    const vault = folder.makeVault(PARAMETERS);
    const nested = (mark: string, depth: number) => {
      const hash = `f01551220${mark.repeat(64)}`;
      mkdirSync(join(program.store, hash, ...Array<string>(depth - 1).fill('d')), { recursive: true });
      return hash;
    };
    const [fits, deeper] = [nested('b', 64), nested('c', 65)];
    expect(call('get', [fits])).toMatchObject({ success: true });
    expect(call('get', [deeper])).toMatchObject(refused('more than 64 folders lie in each other'));
    expect([existsSync(join(vault, fits)), existsSync(join(vault, deeper))]).toEqual([true, false]);
  });

  it('connects the node to another one', () => {
    expect(call('connect', [`/ip4/1.2.3.4/tcp/4001/p2p/${program.peerId}`])).toEqual({
      success: true,
      error: '',
    });
    expect(call('connect', ['--help'])).toMatchObject(refused('invalid multiaddr: --help'));
  });
});

describe('what aqua-ipfs lets no particle do', () => {
  const call = startSet('closed');

  it.each([
    ['../../../../etc/passwd', 'escape of the vault'],
    ['--api=/ip4/6.6.6.6/tcp/1', 'option'],
    ['', 'nothing'],
    [`${ABSENT}/x`, 'path'],
  ])('%j is no hash: %s (services.md §7 aqua-ipfs 1)', (hash) => {
    const before = program.runs().length;
    for (const name of ['get', 'dag_get', 'cat'])
      expect(call(name, [hash])).toMatchObject(refused('invalid cid|particle.s vault'));
    for (const name of ['get_from', 'dag_get_from', 'cat_from'])
      expect(call(name, [hash, EXTERNAL])).toMatchObject(refused('invalid cid|particle.s vault'));
    expect(program.runs().length).toBe(before);
  });

  it('an address may be no option either', () => {
    expect(call('cat_from', [ABSENT, '--config=/etc'])).toMatchObject(
      refused('invalid multiaddr: --config=/etc'),
    );
  });

  it("puts files of the particle's own vault and no others (services.md §7 aqua-ipfs 2)", () => {
    const others = vaultFile('secret', 'theirs', particle('other'));
    const mine = guestVault(PARAMETERS);
    folder.makeVault(PARAMETERS);
    const before = program.runs().length;
    for (const path of [
      '/etc/passwd',
      '/storage/aqua-ipfs.settings',
      others,
      `${mine}/../other/secret`,
      mine,
    ]) {
      expect(call('put', [path])).toMatchObject(refused("isn't in the particle's vault"));
      expect(call('dag_put', [path])).toMatchObject(refused("isn't in the particle's vault"));
    }
    symlinkSync('/etc/passwd', join(folder.makeVault(PARAMETERS), 'link'));
    expect(call('put', [`${mine}/link`])).toMatchObject(refused('is no plain file'));
    symlinkSync('/etc', join(folder.makeVault(PARAMETERS), 'folder-link'));
    expect(call('put', [`${mine}/folder-link/passwd`])).toMatchObject(refused('is no folder'));
    expect(program.runs().length).toBe(before);
  });

  it('a file that is not there is told by its path', () => {
    const path = `${guestVault(PARAMETERS)}/none`;
    expect(call('put', [path])).toEqual({ success: false, error: `path ${path} doesn't exist`, hash: '' });
  });
});

describe('the time of aqua-ipfs', () => {
  it('is set by the creator, within bounds, and kept (services.md §7 aqua-ipfs 5)', () => {
    const call = startSet('timeout');
    const timeout = (service = call) => {
      service('cat', [ABSENT]);
      return program
        .runs()
        .at(-1)
        ?.match(/--timeout (\S+)/)?.[1];
    };
    expect(timeout()).toBe('10s');
    expect(call('set_timeout', [99])).toBeNull();
    expect(timeout()).toBe('10s');
    call('set_timeout', [20], CREATOR);
    expect(timeout()).toBe('20s');
    call('set_timeout', [0], CREATOR);
    expect(timeout()).toBe('1s');
    call('set_timeout', [1e9], CREATOR);
    expect(timeout()).toBe('300s');
    expect(timeout(start('timeout'))).toBe('300s');
  });
});

describe('aqua-ipfs without its program', () => {
  it('answers with an error and goes on', () => {
    startSet('absent');
    const call = start('absent', join(folder.path, 'no-such-program'));
    expect(call('cat', [ABSENT])).toMatchObject(refused('ipfs cli call failed'));
    expect(call('set_external_api_multiaddr', [EXTERNAL], CREATOR)).toMatchObject(
      refused('^get_peer_id error: '),
    );
    expect(call('get_local_api_multiaddr').multiaddr).toBe(API);
  });

  it('with settings that are damaged asks for its addresses again, and takes them', () => {
    startSet('damaged');
    const file = join(folder.path, 'persistent/damaged/aqua-ipfs.settings');
    expect(existsSync(file)).toBe(true);
    writeFileSync(file, 'local_api_multiaddr = \u0000garbage');
    const call = start('damaged');
    expect(call('get_local_api_multiaddr')).toMatchObject(refused('local api multiaddr is not set'));
    expect(call('set_local_api_multiaddr', [API], CREATOR).success).toBe(true);
    expect(call('get_local_api_multiaddr').multiaddr).toBe(API);
  });
});
