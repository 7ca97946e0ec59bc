import { exactJson } from '../model/exact-json.js';
import { type Answer, ask } from './ask.js';

export interface CallAnswer {
  readonly particleId?: string;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

export interface CallTarget {
  /** Its name. */
  readonly peer: string;
  /** Id of a worker there; the host when absent. */
  readonly worker?: string;
  /** Id or alias. */
  readonly service: string;
  readonly function: string;
}

/** @param args JSON texts: numbers of 64 bits stay what they are */
export function call(target: CallTarget, args: readonly string[]): Promise<Answer<CallAnswer>> {
  const named = Object.entries(target);
  const members = named.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  const body = `{${members.join(',')},"args":[${args.join(',')}]}`;
  const headers = { 'content-type': 'application/json' };
  return ask('api/call', { method: 'POST', headers, body }, exactJson);
}
