import { type Answer, ask } from './ask.js';

export interface CallAnswer {
  readonly particleId?: string;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** @param args JSON texts: numbers of 64 bits stay what they are */
export function call(
  peer: string,
  service: string,
  functionName: string,
  args: readonly string[],
): Promise<Answer<CallAnswer>> {
  const named = Object.entries({ peer, service, function: functionName });
  const members = named.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  const body = `{${members.join(',')},"args":[${args.join(',')}]}`;
  return ask('api/call', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
}
