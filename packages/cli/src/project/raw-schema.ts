import { z } from 'zod';

/**
 * `fluence.yaml` as written, of any version 0 to 10 (0 by `fromVersion0`): the keys of all versions side by side (spec/fluence-cli.md §2.1,
 * §2.2). Objects are strict, so that the reader can tell which keys nobody knows.
 */
export const VERSIONS = { min: 0, max: 10 } as const;

/** A key that may be absent; a key without a value (`spells:` and nothing more) is as good, as it is upstream. */
function maybe<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullish().transform((value): z.output<Schema> | undefined => value ?? undefined);
}

const text = z.string();
const texts = z.array(text);
const constants = z.record(text, z.union([text, z.number(), z.boolean()]));

const compileAqua = z.strictObject({
  input: text,
  output: text,
  target: z.enum(['ts', 'js', 'air']),
  constants: maybe(constants),
  logLevel: maybe(z.enum(['all', 'trace', 'debug', 'info', 'warn', 'error', 'off'])),
  noRelay: maybe(z.boolean()),
  noXor: maybe(z.boolean()),
  tracing: maybe(z.boolean()),
  noEmptyResponse: maybe(z.boolean()),
  runtime: maybe(z.string().regex(/^(@[\w.-]+\/)?[\w.-]+$/)),
});

const moduleOverride = z.record(text, z.unknown());

const service = z.strictObject({
  get: text,
  totalMemoryLimit: maybe(text),
  overrideModules: maybe(z.record(text, moduleOverride)),
  /** v1, v2 of CLI 0.2 */
  deploy: z.unknown().optional(),
  keyPairName: maybe(text),
});

const spell = z.strictObject({
  get: text,
  aquaFilePath: maybe(text),
  function: maybe(text),
  initArgs: maybe(z.record(text, z.unknown())),
  /** Empty, it takes the clock of spell.yaml away. */
  clock: z.record(text, z.unknown()).nullish(),
  version: maybe(z.number()),
});

/** `deployments` and, until v7, `deals`. */
const deployment = z.strictObject({
  services: maybe(texts),
  spells: maybe(texts),
  targetWorkers: maybe(z.number().int().min(1)),
  minWorkers: maybe(z.number().int().min(1)),
  maxWorkersPerProvider: maybe(z.number().int().min(1)),
  computeUnits: maybe(z.number().int()),
  cuCountPerWorker: maybe(z.number().int()),
  pricePerWorkerEpoch: maybe(z.union([text, z.number()])),
  pricePerCuPerEpoch: maybe(z.union([text, z.number()])),
  /** v5, v6 */
  collateralPerWorker: maybe(z.union([text, z.number()])),
  initialBalance: maybe(z.union([text, z.number()])),
  effectors: maybe(texts),
  whitelist: maybe(texts),
  blacklist: maybe(texts),
  protocolVersion: maybe(z.number()),
});

const host = z.strictObject({ peerIds: texts, services: maybe(texts), spells: maybe(texts) });

/** v2 to v4: what a worker runs stood apart from where it runs. */
const worker = z.strictObject({ services: maybe(texts), spells: maybe(texts) });

export const rawFluenceYaml = z.strictObject({
  version: z.number().int(),
  aquaDependencies: maybe(z.record(text, text)),
  /** v2 to v5; `cargo` is accepted and unused: nothing here compiles Rust */
  dependencies: maybe(
    z.strictObject({ npm: maybe(z.record(text, text)), cargo: maybe(z.record(text, text)) }),
  ),
  aquaImports: maybe(texts),
  compileAqua: maybe(z.record(text, compileAqua)),
  /** v2 to v6 */
  aquaInputPath: maybe(text),
  aquaOutputTSPath: maybe(text),
  aquaOutputJSPath: maybe(text),
  services: maybe(z.record(text, service)),
  spells: maybe(z.record(text, spell)),
  deployments: maybe(z.record(text, deployment)),
  deals: maybe(z.record(text, deployment)),
  workers: maybe(z.record(text, worker)),
  hosts: maybe(z.record(text, host)),
  /** v1, v2: a network's name or a list of addresses */
  relays: maybe(z.union([text, texts])),
  /** v3 as upstream's migration writes it: what belongs into `customFluenceEnv`, at the top */
  contractsEnv: maybe(text),
  /** v1: names for peer ids */
  peerIds: maybe(z.record(text, text)),
  chainNetwork: maybe(text),
  customFluenceEnv: maybe(z.strictObject({ contractsEnv: text, relays: texts })),
  defaultSecretKeyName: maybe(text),
  relaysPath: maybe(z.union([text, texts])),
  appTSPath: maybe(text),
  appJSPath: maybe(text),
  keyPairName: maybe(text),
  marineBuildArgs: maybe(text),
  marineVersion: maybe(text),
  mreplVersion: maybe(text),
  /** v10 */
  rustToolchain: maybe(text),
  ipfsAddr: maybe(text),
  cliVersion: maybe(text),
});

export type RawFluenceYaml = z.infer<typeof rawFluenceYaml>;
