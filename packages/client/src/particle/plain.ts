import type { CallRequest } from '@noctiluca/avm/instance';
import { JsonFloat } from '@noctiluca/marine/json';
import type { JSONArray, JSONValue } from '../json.js';
import type { SecurityTetraplet } from './context.js';

type Exact = CallRequest['args'][number];

/** Arguments as JavaScript has JSON: every number is a `number`, as in js-client. */
export function plainArguments(args: readonly Exact[]): JSONArray {
  return args.map(plain);
}

/** What is plain already is not copied: it may be large. */
function plain(value: Exact): JSONValue {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return isPlainList(value) ? (value as JSONArray) : value.map(plain);
  if (value instanceof JsonFloat) return value.value;
  const entries = Object.entries(value as { readonly [key: string]: Exact });
  return Object.fromEntries(entries.map(([key, field]) => [key, plain(field)]));
}

function isPlainList(items: readonly Exact[]): boolean {
  return items.every((item) => typeof item !== 'bigint' && (typeof item !== 'object' || item === null));
}

export function plainTetraplets(tetraplets: CallRequest['tetraplets']): SecurityTetraplet[][] {
  return tetraplets.map((ofArgument) =>
    ofArgument.map(({ peerPk, serviceId, functionName, lens }) => ({
      peer_pk: peerPk,
      service_id: serviceId,
      function_name: functionName,
      lens,
    })),
  );
}
