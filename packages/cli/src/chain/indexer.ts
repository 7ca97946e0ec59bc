import type { ChainKit } from '@noctiluca/local-network/chain';
import { z } from 'zod';
import { CliError } from '../errors.js';
import { told } from './told.js';

/** An indexer, and what speaks to it. */
export interface IndexerAt {
  readonly kit: Pick<ChainKit, 'postJson' | 'INDEXER_PATH'>;
  /** @param indexer its origin */
  readonly endpoints: { readonly indexer: string };
}

export interface IndexerQuery<Shape extends z.ZodType> {
  /** In GraphQL. */
  readonly query: string;
  readonly variables?: object;
  /** Of the data that is answered. */
  readonly shape: Shape;
}

const answer = z.looseObject({
  data: z.unknown().optional(),
  errors: z.array(z.looseObject({ message: z.string() })).optional(),
});

/** @throws CliError `NO_CHAIN` when it does not answer, `CHAIN_REFUSED` for errors and other answers */
export async function askIndexer<Shape extends z.ZodType>(
  { kit, endpoints }: IndexerAt,
  { query, variables, shape }: IndexerQuery<Shape>,
): Promise<z.output<Shape>> {
  const url = `${endpoints.indexer}${kit.INDEXER_PATH}`;
  const { data, errors } = checked(url, answer, await told(kit.postJson({ url }, { query, variables })));
  if (errors?.[0] === undefined) return checked(url, shape, data);
  throw new CliError('CHAIN_REFUSED', `The indexer at ${url} refused: ${errors[0].message}`);
}

function checked<Shape extends z.ZodType>(url: string, shape: Shape, value: unknown): z.output<Shape> {
  const { success, data, error } = shape.safeParse(value);
  if (success) return data;
  throw new CliError('CHAIN_REFUSED', `${url} is no indexer of deals: ${error.issues[0]?.message}`);
}
