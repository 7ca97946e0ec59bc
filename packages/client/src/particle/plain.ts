import type { CallRequest } from '@noctiluca/avm/instance';
import type { JSONArray, JSONValue } from '../json.js';
import type { SecurityTetraplet } from './context.js';

type Exact = CallRequest['args'][number];

/** Arguments as JavaScript has JSON: every number is a `number`, as in js-client. */
export function plainArguments(args: readonly Exact[]): JSONArray {
  return args.map(plain);
}

function plain(value: Exact): JSONValue {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return needsWork(value) ? value.map(plain) : (value as JSONArray);
  if ('value' in value && Object.getPrototypeOf(value) !== Object.prototype) return value.value as number;
  return plainRecord(value as { readonly [key: string]: Exact });
}

/** Long lists of plain values are left as they are: they are many numbers, or texts. */
function needsWork(items: readonly Exact[]): boolean {
  return items.some((item) => typeof item === 'bigint' || (typeof item === 'object' && item !== null));
}

function plainRecord(record: { readonly [key: string]: Exact }): JSONValue {
  const fields = record as { [key: string]: Exact };
  for (const key of Object.keys(fields)) {
    const value = fields[key] as Exact;
    if (typeof value === 'bigint' || (typeof value === 'object' && value !== null)) {
      Object.defineProperty(fields, key, {
        value: plain(value),
        writable: true,
        enumerable: true,
        configurable: true,
      });
    }
  }
  return fields as { [key: string]: JSONValue };
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
