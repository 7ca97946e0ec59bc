import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fluence } from './command.js';
import { tempDir } from './temp-dir.js';

/** A peer that is nowhere. */
export const NOBODY = '12D3KooWKFLRSZAtyR9gQbFyQYcx1Lz4dPsvkqwVcQ6gNB9pgzTq';
/** Of `greet`: enough for its answer on a busy machine, and over soon. */
export const TTL_MS = 8000;

/** Three peers with par and fold; a failing call that is caught, a send that is dropped, a branch whose time runs out. */
const AQUA = `aqua Main

import Op, Peer from "@fluencelabs/aqua-lib/builtin.aqua"

export greet, lost, slowly

service Nowhere("nowhere"):
    nothing() -> string

func greet(peers: []string, name: string) -> []string:
    texts: *string
    on HOST_PEER_ID:
        Op.noop()
        co on "${NOBODY}":
            Op.noop()
        co on peers[0]:
            late <- Peer.timeout(60000, "too late")
            said <- Op.concat_strings(late, "!")
        for p <- peers par:
            on p:
                text <- Op.concat_strings("Hello ", name)
                try:
                    x <- Nowhere.nothing()
                texts <<- text
        join texts[peers.length - 1]
    <- texts

func slowly(peers: []string) -> []string:
    texts: *string
    on HOST_PEER_ID:
        for p <- peers:
            on p:
                text <- Peer.timeout(1000, "waited")
                texts <<- text
    <- texts

func lost() -> string:
    on HOST_PEER_ID:
        on "${NOBODY}":
            text <- Op.concat_strings("never ", "said")
    <- text
`;

/** A network of three peers, in a folder with functions whose particles have something to be seen. */
export async function tellStories() {
  const folder = await tempDir('story');
  const run = (...args: string[]) => fluence(folder.path, ...args);
  await writeFile(path.join(folder.path, 'fluence.yaml'), 'version: 8\naquaDependencies: {}\n');
  await writeFile(path.join(folder.path, 'main.aqua'), AQUA);
  const { stdout } = await run('local', 'up', '--free-ports', '--json');
  const { peers, explorer } = JSON.parse(stdout) as { peers: { peerId: string }[]; explorer: string };
  const peerIds = peers.map(({ peerId }) => peerId);
  const callOf = (func: string, data: object) => [
    'run',
    '-f',
    func,
    '-i',
    'main.aqua',
    '--data',
    JSON.stringify(data),
  ];
  return {
    folder,
    run,
    explorer,
    /** What calls a function that takes a second on each peer. */
    slowly: [...callOf('slowly(peers)', { peers: peerIds }), '--particle-id'],
    greet: (...flags: string[]) =>
      run(...callOf('greet(peers, name)', { peers: peerIds, name: 'you' }), '--ttl', `${TTL_MS}`, ...flags),
    /** Keys of the network and its management, in the forms they may be written in. */
    secrets: () => secretsBelow(path.join(folder.path, '.fluence')),
    async end() {
      await run('local', 'down', '-v');
      await folder.remove();
    },
  };
}

/** @throws Error when no key is found: a search for nothing finds nothing */
async function secretsBelow(dir: string): Promise<string[]> {
  const files = await readdir(dir, { recursive: true });
  const keys = files.filter((file) => /(ed25519|_key|\.key|secret)[^/]*$/.test(file));
  const texts = await Promise.all(keys.map((file) => readFile(path.join(dir, file), 'utf8').catch(() => '')));
  const found = texts.flatMap((text) => text.match(/[A-Za-z0-9+/]{43}=?/g) ?? []);
  if (found.length === 0) throw new Error(`No key is kept below ${dir}`);
  return found.flatMap((key) => [key, Buffer.from(key, 'base64').toString('hex')]);
}
