// Without it js-client makes no key of a seed on Node.js 24.
import '../../../cli/templates/quickstart/src/node-24.js';

/** Inner modules of js-client 0.9.0, which its package does not export: what ours is compared with. */
const dist = new URL('../../../../node_modules/@fluencelabs/js-client/dist/', import.meta.url);

const load = (file: string) => import(new URL(file, dist).href);

type Convert = (value: unknown, schema: unknown, context: { path: string[] }) => unknown;
type Builtin = (req: { args: unknown[] }) => unknown;

export const conversions = (await load('compilerSupport/conversions.js')) as {
  aqua2js: Convert;
  js2aqua: Convert;
};
export const { builtInServices } = (await load('services/builtins.js')) as {
  builtInServices: Record<string, Record<string, Builtin>>;
};
export const networks = (await load('network.js')) as Record<string, unknown>;
export const keys = (await load('keypair/index.js')) as typeof import('@fluencelabs/js-client');
