import { z } from 'zod';

/**
 * `fluence.yaml` as written, of any version 1 to 10: the keys of all versions side by side (spec/fluence-cli.md §2.1,
 * §2.2). Objects are strict, so that the reader can tell which keys nobody knows.
 */
export const VERSIONS = { min: 1, max: 10 } as const;

const text = z.string();
const texts = z.array(text);
const constants = z.record(text, z.union([text, z.number(), z.boolean()]));

const compileAqua = z.strictObject({
  input: text,
  output: text,
  target: z.enum(['ts', 'js', 'air']),
  constants: constants.optional(),
  logLevel: z.enum(['all', 'trace', 'debug', 'info', 'warn', 'error', 'off']).optional(),
  noRelay: z.boolean().optional(),
  noXor: z.boolean().optional(),
  tracing: z.boolean().optional(),
  noEmptyResponse: z.boolean().optional(),
  runtime: z
    .string()
    .regex(/^(@[\w.-]+\/)?[\w.-]+$/)
    .optional(),
});

const moduleOverride = z.record(text, z.unknown());

const service = z.strictObject({
  get: text,
  totalMemoryLimit: text.optional(),
  overrideModules: z.record(text, moduleOverride).optional(),
  /** v1 */
  deploy: z.unknown().optional(),
});

const spell = z.strictObject({
  get: text,
  aquaFilePath: text.optional(),
  function: text.optional(),
  initArgs: z.record(text, z.unknown()).optional(),
  clock: z.record(text, z.unknown()).optional(),
  version: z.number().optional(),
});

/** `deployments` and, until v7, `deals`. */
const deployment = z.strictObject({
  services: texts.optional(),
  spells: texts.optional(),
  targetWorkers: z.number().int().min(1).optional(),
  minWorkers: z.number().int().min(1).optional(),
  maxWorkersPerProvider: z.number().int().min(1).optional(),
  computeUnits: z.number().int().optional(),
  cuCountPerWorker: z.number().int().optional(),
  pricePerWorkerEpoch: z.union([text, z.number()]).optional(),
  pricePerCuPerEpoch: z.union([text, z.number()]).optional(),
  initialBalance: z.union([text, z.number()]).optional(),
  effectors: texts.optional(),
  whitelist: texts.optional(),
  blacklist: texts.optional(),
  protocolVersion: z.number().optional(),
});

const host = z.strictObject({ peerIds: texts, services: texts.optional(), spells: texts.optional() });

/** v2 to v4: what a worker runs stood apart from where it runs. */
const worker = z.strictObject({ services: texts.optional(), spells: texts.optional() });

export const rawFluenceYaml = z.strictObject({
  version: z.number().int(),
  aquaDependencies: z.record(text, text).optional(),
  /** v2 to v5; `cargo` is accepted and unused: nothing here compiles Rust */
  dependencies: z
    .strictObject({ npm: z.record(text, text).optional(), cargo: z.record(text, text).optional() })
    .optional(),
  aquaImports: texts.optional(),
  compileAqua: z.record(text, compileAqua).optional(),
  /** v2 to v6 */
  aquaInputPath: text.optional(),
  aquaOutputTSPath: text.optional(),
  aquaOutputJSPath: text.optional(),
  services: z.record(text, service).optional(),
  spells: z.record(text, spell).optional(),
  deployments: z.record(text, deployment).optional(),
  deals: z.record(text, deployment).optional(),
  workers: z.record(text, worker).optional(),
  hosts: z.record(text, host).optional(),
  /** v1, v2: a network's name or a list of addresses */
  relays: z.union([text, texts, z.null()]).optional(),
  chainNetwork: text.optional(),
  customFluenceEnv: z.strictObject({ contractsEnv: text, relays: texts }).optional(),
  defaultSecretKeyName: text.optional(),
  relaysPath: z.union([text, texts]).optional(),
  appTSPath: text.optional(),
  appJSPath: text.optional(),
  keyPairName: text.optional(),
  marineBuildArgs: text.optional(),
  marineVersion: text.optional(),
  mreplVersion: text.optional(),
  ipfsAddr: text.optional(),
  cliVersion: text.optional(),
});

export type RawFluenceYaml = z.infer<typeof rawFluenceYaml>;
