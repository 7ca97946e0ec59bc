import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ParticleSummary, TraceEntry } from '@noctiluca/particle';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fluence, type Running, startFluence } from '../utils/command.js';
import { NOBODY, TTL_MS, tellStories } from '../utils/story.js';
import { tempDir } from '../utils/temp-dir.js';

const SOON = { timeout: 20_000, interval: 50 };

describe('`fluence trace`', () => {
  let stories: Awaited<ReturnType<typeof tellStories>>;
  /** Id of the particle of `greet`. */
  let greeted: string;
  const run = (...args: string[]) => stories.run(...args);

  beforeAll(async () => {
    stories = await tellStories();
  });
  afterAll(() => stories?.end());

  it('shows after a call where it went, what it called with which values, and what failed', async () => {
    const { stdout, stderr, code } = await stories.greet('--trace');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(['Hello you', 'Hello you', 'Hello you']);
    greeted = /fluence trace ([\w-]+) shows the rest/.exec(stderr)![1]!;
    for (const peer of ['nox-0', 'nox-1', 'nox-2']) expect(stderr).toContain(`${peer} ←`);
    expect(stderr.match(/op\.concat_strings\("Hello ","you"\) = "Hello you"/g)).toHaveLength(3);
    expect(stderr).toMatch(/nowhere\.nothing\(\) ✗ "Service with id 'nowhere' not found/);
    expect(stderr).toMatch(/Went back to its author from nox-\d after/);
  });

  it('shows each hop, value and mark of it when it is over, and why two branches came to nothing', async () => {
    const shown = async () => (await run('trace', greeted)).stdout;
    await expect.poll(shown, { timeout: 3 * TTL_MS, interval: 500 }).toContain('was cut off');
    const text = await shown();
    for (const peer of ['nox-0', 'nox-1', 'nox-2']) {
      expect(text).toMatch(new RegExp(`${peer} ← (nox-\\d|the author)  \\+`));
      expect(text).toMatch(
        new RegExp(`^  ${peer}: nowhere\\.nothing\\(\\) ✗ "Service with id 'nowhere'`, 'm'),
      );
    }
    expect(text.match(/op\.concat_strings\("Hello ","you"\) = "Hello you"/g)).toHaveLength(3);
    expect(text).toMatch(/op\.noop\(\) = ""/);
    expect(text).toMatch(/→ the author, \d+ B/);
    const reasons = text.slice(text.indexOf('On the way:'));
    expect(reasons).toContain(`✗ given up (send): not-found, to ${NOBODY}: nobody knows it`);
    expect(reasons).toMatch(
      /nox-0: peer\.timeout\(60000,"too late"\) ✗ "peer\.timeout of 60000 ms was cut off: particle/,
    );
  });

  it('goes through it again with the functions and lines of the Aqua that it was compiled from', async () => {
    const { stdout, code } = await run('trace', greeted, '--replay', '--aqua', 'main.aqua');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /\("nowhere" "nothing"\) .*\n {6}greet > Nowhere\.nothing, main\.aqua:\d+: x <- Nowhere\.nothing\(\)/,
    );
    expect(stdout).toMatch(
      /greet > Op\.concat_strings, main\.aqua:\d+: text <- Op\.concat_strings\("Hello ", name\)/,
    );
    await writeFile(
      path.join(stories.folder.path, 'other.aqua'),
      'aqua Other\nexport f\nfunc f() -> string:\n    <- "x"\n',
    );
    const wrong = await run('trace', greeted, '--replay', '--aqua', 'other.aqua');
    expect([wrong.code, wrong.stderr]).toEqual([
      1,
      expect.stringMatching(/No function that other\.aqua exports .*\[BAD_ARGUMENT\]/s),
    ]);
  });

  it('shows why a call did not come back', async () => {
    const { stderr, code } = await run('run', '-f', 'lost()', '-i', 'main.aqua', '--trace');
    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`✗ given up \\(send\\): not-found, to ${NOBODY}`));
    expect(stderr).toContain('It has not gone back to its author so far: something was given up.');
    expect(stderr).toMatch(/what peers know of it: fluence trace [\w-]+ \[CALL_TIMEOUT\]/);
  });

  it('follows a particle while it goes, on all peers, until the user ends it', async () => {
    // Its answer needs a second: there is something to see before and after.
    const calling = startFluence(stories.folder.path, ...stories.slowly);
    const called = heard(calling);
    const idIn = () => /Particle id:\s+([\w-]+)/.exec(called())?.[1];
    await expect.poll(idIn, SOON).toBeDefined();
    const particleId = idIn()!;
    const following = startFluence(stories.folder.path, 'trace', particleId, '--follow', '--json');
    const told = heard(following);
    await expect.poll(told, SOON).toContain('"kind":"interpreted"');
    expect(calling.child.exitCode).toBeNull();
    expect((await calling.finished).code).toBe(0);
    const waits = () => told().match(/"functionName":"timeout"/g)?.length;
    await expect.poll(waits, SOON).toBe(3);
    following.child.kill('SIGINT');
    const { code, stdout, stderr } = await following.finished;
    expect(code).toBe(130);
    expect(stderr).toContain(`Following ${particleId}`);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as TraceEntry & { peer: string });
    expect(lines.every((line) => line.particleId === particleId)).toBe(true);
    for (const peer of ['nox-0', 'nox-1', 'nox-2']) {
      const kinds = lines.filter((line) => line.peer === peer).map(({ kind }) => kind);
      expect(kinds).toEqual(expect.arrayContaining(['arrived', 'interpreted', 'called']));
      const seqs = lines.filter((line) => line.peer === peer).map(({ seq }) => seq);
      expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
    }
  });

  it('says so when no peer tells anything any more', async () => {
    const elsewhere = await tempDir('gone');
    try {
      const peer = { name: 'nox-0', peerId: NOBODY, multiaddrs: [], http: 'http://127.0.0.1:1' };
      const state = {
        peers: [{ ...peer, managementPeerId: '', managementKeyFile: '' }],
        readyMs: 1,
        pid: 1,
        startedAt: '',
      };
      await mkdir(path.join(elsewhere.path, '.fluence'));
      await writeFile(path.join(elsewhere.path, '.fluence', 'local.json'), JSON.stringify(state));
      const { code, stderr } = await fluence(elsewhere.path, 'trace', 'p', '--follow');
      expect([code, stderr]).toEqual([1, expect.stringContaining('nox-0 tells no more')]);
    } finally {
      await elsewhere.remove();
    }
  });

  it('lists the last particles, and exports one that is gone through elsewhere, without a key in it', async () => {
    const listed = JSON.parse((await run('trace', '--json')).stdout) as (ParticleSummary & {
      peer: string;
    })[];
    expect(listed.every(({ isSpell }) => !isSpell)).toBe(true);
    const done = listed.find(({ outcome, calls }) => outcome === 'returned' && calls > 1)!;
    const { stdout } = await run('trace', done.particleId, '--export', 'greet.json');
    expect(stdout).toContain('Wrote greet.json');

    const text = await readFile(path.join(stories.folder.path, 'greet.json'), 'utf8');
    for (const secret of await stories.secrets()) expect(text).not.toContain(secret);

    const elsewhere = await tempDir('elsewhere');
    try {
      await rename(path.join(stories.folder.path, 'greet.json'), path.join(elsewhere.path, 'greet.json'));
      const replayed = await fluence(elsewhere.path, 'trace', 'greet.json', '--replay');
      expect(replayed.stdout).toMatch(/(\d+) of \1 steps are equal to the recording\./);
      expect(replayed.stdout).toContain('learned op.concat_strings on nox-2 = "Hello you"');
      expect(replayed.code).toBe(0);
      const peer = replayed.stdout.match(/asks for call (\d+): op\.concat_strings/)!;
      const before = replayed.stdout
        .slice(0, peer.index)
        .match(/Step \d+ of \d+, (nox-\d)/g)!
        .at(-1)!;
      const change = `${before.slice(-5)}:${peer[1]}="Bonjour"`;
      const altered = await fluence(elsewhere.path, 'trace', 'greet.json', '--what-if', change);
      expect(altered.stdout).toContain('ALTERED');
      expect(altered.stdout).toMatch(/asks for call \d+: callbackSrv\.response\(\[.*"Bonjour"/);
    } finally {
      await elsewhere.remove();
    }
  });
});

/** What a process has said so far. */
function heard({ child }: Running): () => string {
  let text = '';
  child.stdout?.on('data', (chunk: string) => {
    text += chunk;
  });
  return () => text;
}
