import { messageOf } from '@noctiluca/common/thrown';
import { z } from 'zod';
import { CliError } from '../errors.js';

const ANSWER_MS = 10_000;
const answer = z.looseObject({
  data: z.unknown(),
  errors: z.array(z.looseObject({ message: z.string() })).optional(),
});

/**
 * What the indexer answers to a query in GraphQL.
 * @param shape of its data
 * @throws CliError `NO_CHAIN` when it does not answer, `CHAIN_REFUSED` for errors and other answers
 */
export async function askIndexer<Shape extends z.ZodType>(
  url: string,
  { query, variables, shape }: { query: string; variables: object; shape: Shape },
): Promise<z.output<Shape>> {
  const { data, errors } = answer.parse(await post(url, { query, variables }));
  if (errors?.[0] !== undefined)
    throw new CliError('CHAIN_REFUSED', `The indexer at ${url} refused: ${errors[0].message}`);
  const checked = shape.safeParse(data);
  if (checked.success) return checked.data;
  throw new CliError('CHAIN_REFUSED', `${url} is no indexer of deals: ${checked.error.issues[0]?.message}`);
}

async function post(url: string, body: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  const request = { method: 'POST', headers, body: JSON.stringify(body) };
  try {
    return await (await fetch(url, { ...request, signal: AbortSignal.timeout(ANSWER_MS) })).json();
  } catch (cause) {
    const message = `The indexer at ${url} does not answer: ${messageOf(cause)}. Start it with "fluence local up --chain"`;
    throw new CliError('NO_CHAIN', message, { cause });
  }
}
