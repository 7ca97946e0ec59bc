import { spawn } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { whyNoAnvil } from '@noctiluca/chain';
import { repository } from '../utils/command.js';
import { tempDir } from '../utils/temp-dir.js';
import type { GuideBlock } from './blocks.js';

/** Somebody who does what the guide says, in a folder of their own, from page to page. */
export interface Reader {
  /** Does what a block says. @returns why it was left out, if it was @throws Error when it does not do what the page says */
  follow(block: GuideBlock): Promise<string | undefined>;
  /** Ends the networks that the reader began. */
  leave(): Promise<void>;
}

/** Commands for servers, which no test runs: those of the operating system, of docker and of Kubernetes. */
const ELSEWHERE = new Set(['server', 'cluster', 'docker', 'npm', 'own-app', 'nox']);

/** Whether a block needs what this machine has not: `NOCTILUCA_RUST` says that it has Rust, the chain's package whether there is an anvil. */
export function isMissing({ needs }: GuideBlock): boolean {
  if (needs === 'anvil') return whyNoAnvil() !== undefined;
  return needs !== undefined && process.env[`NOCTILUCA_${needs.toUpperCase()}`] === undefined;
}

export async function startReader(): Promise<Reader> {
  const folder = await tempDir('guide');
  const bin = path.join(folder.path, 'bin');
  await mkdir(bin);
  for (const [name, text] of Object.entries(COMMANDS)) {
    await writeFile(path.join(bin, name), text);
    await chmod(path.join(bin, name), 0o755);
  }
  const networks = new Set<string>();
  let cwd = folder.path;
  let printed = '';

  async function run({ text, fails, line }: GuideBlock): Promise<void> {
    const where = path.join(folder.path, '.cwd');
    const result = await shell(`trap 'pwd > "${where}"' EXIT\n${text}`, cwd, folder.path, bin);
    cwd = (await readFile(where, 'utf8')).trim();
    if (text.includes('local up')) networks.add(cwd);
    printed = result.printed;
    if ((result.code !== 0) !== fails) throw new Error(`line ${line}: ended with ${result.code}: ${printed}`);
  }

  async function write(file: string, text: string): Promise<void> {
    await mkdir(path.dirname(path.join(cwd, file)), { recursive: true });
    await writeFile(path.join(cwd, file), text);
  }

  return {
    async follow(block) {
      const { language, text, file, part, elsewhere, needs, line } = block;
      if (isMissing(block)) return `needs ${needs}`;
      if (elsewhere !== undefined) {
        if (!ELSEWHERE.has(elsewhere)) throw new Error(`line ${line}: who is "${elsewhere}"?`);
        return elsewhere;
      }
      if (file !== undefined) await write(file, text);
      else if (part !== undefined) await mustContain(part, text, line);
      else if (language === 'sh') await run(block);
      else if (language === 'text') mustHavePrinted(text, printed, line);
      else
        throw new Error(`line ${line}: a block of ${language || 'nothing'} that nobody does anything with`);
      return undefined;
    },
    async leave() {
      for (const network of networks) await shell('fluence local down -v', network, folder.path, bin);
      await folder.remove();
    },
  };

  async function mustContain(file: string, text: string, line: number): Promise<void> {
    const at = file.startsWith('/') ? path.join(repository, file) : path.join(cwd, file);
    if (!(await readFile(at, 'utf8')).includes(text.trimEnd()))
      throw new Error(`line ${line}: not what stands in ${file}`);
  }
}

/** Each line is to be in what was printed; `…` stands for anything. */
function mustHavePrinted(expected: string, printed: string, line: number): void {
  for (const wanted of expected.split('\n').filter((text) => text.trim() !== '' && text.trim() !== '…')) {
    const parts = wanted
      .trim()
      .split('…')
      .map((part) => part.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    if (!new RegExp(parts.join('.*').replace(/ +/g, '\\s+')).test(printed))
      throw new Error(`line ${line}: nobody printed "${wanted}", but\n${printed}`);
  }
}

/** The commands of this repository; the well-known ports are somebody else's while tests run. */
const COMMANDS = {
  fluence: `#!/bin/sh
case "$1 $2" in "local up")
  set -- "$@" --free-ports
  test -e .has-chain || set -- "$@" --no-chain ;;
esac
exec "${process.execPath}" "${path.join(repository, 'packages/cli/bin/fluence.js')}" "$@"
`,
  noctiluca: `#!/bin/sh
exec "${process.execPath}" "${path.join(repository, 'packages/node/bin/noctiluca.js')}" "$@"
`,
  // What is installed here is there, but the chain for who did not say so.
  npm: `#!/bin/sh
case "$*" in *@noctiluca/chain*) touch .has-chain ;; esac
case "$1" in install|i) test -e node_modules || ln -s "${path.join(repository, 'node_modules')}" node_modules; exit ;; esac
PATH=\${PATH#*:} exec npm "$@"
`,
};

async function shell(commands: string, cwd: string, home: string, bin: string) {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NO_COLOR: '1',
    FLUENCE_USER_DIR: path.join(home, '.user'),
  };
  for (const name of ['NODE_OPTIONS', 'VITEST', 'DEBUG']) delete env[name];
  const PATH = [bin, path.join(repository, 'node_modules', '.bin'), process.env.PATH].join(path.delimiter);
  const child = spawn('sh', ['-e'], { cwd, env: { ...env, PATH } });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  child.stdin.end(commands);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, printed };
}
