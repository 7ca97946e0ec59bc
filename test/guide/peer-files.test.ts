import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { type Running, repository, startScript } from '../utils/command.js';
import { tempDir } from '../utils/temp-dir.js';

const folder = path.join(repository, 'examples', 'peer');
const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
const noctiluca = path.join(repository, 'packages', 'node', 'bin', 'noctiluca.js');
/** Ports and a folder that are free here. */
const HERE = ['--listen-ip', '127.0.0.1', '--tcp-port', '0', '--ws-port', '0', '--http-port', '0'];

interface Workload {
  readonly kind: string;
  readonly spec: {
    readonly template: { readonly spec: PodSpec };
    readonly volumeClaimTemplates: readonly unknown[];
  };
  readonly data: Readonly<Record<string, string>>;
}

interface PodSpec {
  readonly terminationGracePeriodSeconds: number;
  readonly containers: readonly {
    readonly args: readonly string[];
    readonly volumeMounts: readonly { readonly mountPath: string }[];
  }[];
}

/** What a peer says it would be, with the flags and the configuration that a file gives it. */
async function printed(config: string, args: readonly string[] = []): Promise<string> {
  const at = await tempDir('peer-files');
  const flags = ['--config', config, '--base-dir', at.path, ...args, '--print-config'];
  const { code, stdout, stderr } = await startScript(noctiluca, flags, at.path).finished;
  await at.remove();
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

it('no warning comes of peer.toml', async () => {
  expect(await printed(path.join(folder, 'peer.toml'))).toContain('tcp_port = 7771');
});

describe('the manifest for Kubernetes', () => {
  const objects = parseAllDocuments(read('kubernetes.yaml')).map((document) => document.toJS() as Workload);
  const of = (kind: string) => objects.find((object) => object.kind === kind)!;
  const { spec } = of('StatefulSet');

  it('keeps the key and the state of each peer on a volume of its own', () => {
    const [container] = spec.template.spec.containers;
    const settings = of('ConfigMap').data['peer.toml']!;
    expect(spec.volumeClaimTemplates).toHaveLength(1);
    expect(container?.volumeMounts.map(({ mountPath }) => mountPath)).toContain(
      /base_dir = "(.*)"/.exec(settings)?.[1],
    );
  });

  it('gives each peer more time to end than it takes', () => {
    expect(spec.template.spec.terminationGracePeriodSeconds).toBeGreaterThan(10);
  });

  it('has settings and flags that a peer takes', async () => {
    const at = await tempDir('peer-files');
    const config = path.join(at.path, 'peer.toml');
    await writeFile(config, of('ConfigMap').data['peer.toml']!);
    await writeFile(path.join(at.path, 'noctiluca'), '#!/bin/sh\necho "$*"\n', { mode: 0o755 });
    const flagsOf = (pod: string) => {
      const env = { POD_NAME: pod, PATH: `${at.path}:${process.env.PATH}` };
      const script = spec.template.spec.containers[0]!.args[0]!;
      return execFileSync('sh', ['-c', script], { env, encoding: 'utf8' }).trim().split(' ').slice(2);
    };
    const [first, second] = [
      await printed(config, flagsOf('noctiluca-0')),
      await printed(config, flagsOf('noctiluca-1')),
    ];
    await at.remove();
    expect(first).toContain('local = true');
    expect(second).toContain('"/dns4/noctiluca-1.peers.example.org/tcp/443/wss"');
    expect(second).toContain('bootstrap_nodes = [ "/dns4/noctiluca-0.noctiluca/tcp/7771" ]');
  });
});

describe('a peer with peer.toml', () => {
  let peer: Running;
  let at: Awaited<ReturnType<typeof tempDir>>;
  let http: string;

  beforeAll(async () => {
    at = await tempDir('peer-files');
    const args = ['--config', path.join(folder, 'peer.toml'), ...HERE, '--base-dir', at.path];
    peer = startScript(noctiluca, args, at.path);
    http = await httpOf(peer);
  });
  afterAll(async () => {
    peer.child.kill();
    await peer.finished;
    await at.remove();
  });

  it('is healthy', async () => {
    await expect.poll(async () => (await fetch(`${http}/health`)).status, { timeout: 30_000 }).toBe(200);
  });

  it('has every metric that the dashboard shows', async () => {
    const metrics = await (await fetch(`${http}/metrics`)).text();
    const names = new Set([...metrics.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name!));
    const { panels } = JSON.parse(read('grafana-dashboard.json')) as {
      panels: { targets: { expr: string }[] }[];
    };
    const shown = panels.flatMap(({ targets }) =>
      targets.flatMap(({ expr }) => expr.match(/\b[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?=\[|\)|$| )/g) ?? []),
    );
    expect(shown.length).toBeGreaterThan(20);
    expect(
      shown.filter((name) => !names.has(name.replace(/_(total|bucket)$/, '')) && !names.has(name)),
    ).toEqual([]);
  });

  it('is what its dashboard was made for: make-dashboard.mjs writes it', () => {
    const made = execFileSync(process.execPath, [path.join(folder, 'make-dashboard.mjs')], {
      encoding: 'utf8',
    });
    expect(JSON.parse(read('grafana-dashboard.json'))).toEqual(JSON.parse(made));
  });
});

/** Where the peer answers, by its log. */
function httpOf({ child, finished }: Running): Promise<string> {
  let log = '';
  return new Promise((resolve, reject) => {
    child.stderr!.on('data', (text: string) => {
      log += text;
      const found = /"http":"(http:[^"]+)"/.exec(log)?.[1];
      if (found !== undefined) resolve(found);
    });
    finished.then(() => reject(new Error(`the peer did not start: ${log}`)), reject);
  });
}
