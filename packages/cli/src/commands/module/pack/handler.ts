import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileCid } from '@noctiluca/ipfs/file-cid';
import { writeTarGz } from '../../../archive/tar-gz.js';
import type { CliContext } from '../../../context.js';
import { CliError } from '../../../errors.js';
import { builtModule } from '../../../modules/built-module.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';
import type { BuildingFlags } from '../../../rust/build-services.js';
import { YamlText } from '../../../yaml-edit/yaml-text.js';

export interface ModulePackFlags extends CommonFlags, BuildingFlags {
  readonly input: boolean;
  readonly destination?: string;
  readonly bindingCrate?: string;
}

export const handler = printing(modulePack);

async function modulePack(
  context: CliContext,
  flags: ModulePackFlags,
  written = '.',
): Promise<CommandResult> {
  const crate = await bindingCrate(context, flags.bindingCrate);
  const { module, wasm } = await builtModule(context, written, flags);
  const bytes = await readFile(wasm);
  const cid = await fileCid(bytes);
  const description = packedYaml(await readFile(module.file, 'utf8'), module.file, cid, crate);
  const archive = writeTarGz(
    new Map<string, Uint8Array>([
      ['module.yaml', Buffer.from(description)],
      [`${module.name}.wasm`, bytes],
    ]),
  );
  const file = path.resolve(context.cwd, flags.destination ?? '.', `${module.name}.tar.gz`);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, archive);
  return { text: `Packed ${module.name}: ${file}\nCID ${cid}`, json: { name: module.name, file, cid } };
}

/** What is in an archive is compiled: the type goes. */
function packedYaml(text: string, file: string, cid: string, crate: BindingCrate | undefined): string {
  const description = new YamlText(text, file);
  description.remove(['type']);
  description.set(['cid'], cid);
  if (crate !== undefined) description.set(['rustBindingCrate'], crate);
  return description.toString();
}

interface BindingCrate {
  readonly name: string;
  readonly version: string;
}

/** @throws CliError `BAD_ARGUMENT` */
async function bindingCrate(
  { cwd }: CliContext,
  written: string | undefined,
): Promise<BindingCrate | undefined> {
  if (written === undefined) return undefined;
  const file = path.resolve(cwd, written, 'Cargo.toml');
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new CliError('BAD_ARGUMENT', `Cannot read ${file}`, { cause });
  });
  const section = /^\s*\[package\]([^[]*)/m.exec(text)?.[1] ?? '';
  const field = (name: string) => new RegExp(`^\\s*${name}\\s*=\\s*["']([^"']+)["']`, 'm').exec(section)?.[1];
  const [name, version] = [field('name'), field('version')];
  if (name !== undefined && version !== undefined) return { name, version };
  throw new CliError('BAD_ARGUMENT', `${file} has no [package] with a name and a version`);
}
