import path from 'node:path';
import type { ModuleConfig } from '@noctiluca/marine';
import { z } from 'zod';
import { CliError } from '../errors.js';
import type { ServiceModule } from '../project/service-yaml.js';

const texts = z.record(z.string(), z.string()).nullish();
const repl = { loggerEnabled: z.boolean().nullish(), loggingMask: z.number().int().nullish() };

/** What module.yaml of version 0 or 1, service.yaml and fluence.yaml may say of how a module runs (spec/fluence-cli.md §2.4). */
const settings = z.looseObject({
  ...repl,
  volumes: texts,
  preopenedFiles: z.array(z.string()).nullish(),
  envs: texts,
  mountedBinaries: texts,
  effects: z.looseObject({ binaries: texts }).nullish(),
  repl: z.looseObject(repl).nullish(),
});
type Settings = z.infer<typeof settings>;

/**
 * How a module is set up on this machine.
 * @param override of fluence.yaml
 * @param rootDir what folders are relative to
 * @param tmp folder that the module has as `/tmp`
 * @throws CliError `PROJECT_INVALID`
 */
export function moduleConfig(
  { name, file, content, overrides }: ServiceModule,
  override: Readonly<Record<string, unknown>>,
  rootDir: string,
  tmp: string,
): ModuleConfig {
  const own = [content, overrides, override].map((each) => checked(each, file));
  const merged = <T>(pick: (from: Settings) => Readonly<Record<string, T>> | null | undefined) =>
    Object.assign({}, ...own.map((from) => pick(from) ?? {})) as Record<string, T>;
  const last = <T>(pick: (from: Settings) => T | null | undefined) =>
    own.map(pick).findLast((value) => value != null);
  const folders = merged((from) =>
    Object.fromEntries((from.preopenedFiles ?? []).map((each) => [each, each])),
  );
  const mappedDirs = { ...folders, ...merged((from) => from.volumes) };
  const loggingMask = last((from) => from.repl?.loggingMask ?? from.loggingMask);
  return {
    name,
    loggerEnabled: last((from) => from.repl?.loggerEnabled ?? from.loggerEnabled) ?? true,
    ...(loggingMask === undefined ? {} : { loggingMask: loggingMask as number }),
    envs: merged((from) => from.envs),
    mountedBinaries: merged((from) => ({ ...from.mountedBinaries, ...from.effects?.binaries })),
    mappedDirs: { '/tmp': tmp, ...absolute(mappedDirs, rootDir) },
  };
}

function absolute(folders: Readonly<Record<string, string>>, rootDir: string): Record<string, string> {
  return Object.fromEntries(Object.entries(folders).map(([alias, at]) => [alias, path.resolve(rootDir, at)]));
}

function checked(content: Readonly<Record<string, unknown>>, file: string): Settings {
  const result = settings.safeParse(content);
  if (result.success) return result.data;
  const lines = result.error.issues.map(({ path: place, message }) => `${place.join('.')}: ${message}`);
  throw new CliError(
    'PROJECT_INVALID',
    `The settings of the module in ${file} are wrong: ${lines.join('; ')}`,
  );
}
