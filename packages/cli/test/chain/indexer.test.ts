import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as kit from '@noctiluca/chain/client';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { askIndexer } from '../../src/chain/indexer.js';

/** Of an indexer that answers this to everything. */
async function answerTo(text: string): Promise<unknown> {
  const server = createServer((_, response) => void response.end(text));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const indexer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const shape = z.looseObject({ deals: z.array(z.string()) });
  return askIndexer({ kit, endpoints: { indexer } }, { query: '{ deals }', shape });
}

describe('an answer of the indexer', () => {
  it('is its data', async () => {
    expect(await answerTo('{"data":{"deals":["a"]}}')).toEqual({ deals: ['a'] });
  });

  it.each([
    ['no JSON', 'gone', /answers no JSON/],
    ['no object', 'null', /is no indexer of deals/],
    ['other data', '{"data":{"deals":1}}', /is no indexer of deals/],
    ['an error', '{"errors":[{"message":"too deep"}]}', /refused: too deep/],
    ['an error of another shape', '{"errors":{"message":"too deep"}}', /is no indexer of deals/],
  ])('is refused in a sentence: %s', async (_, text, message) => {
    await expect(answerTo(text)).rejects.toMatchObject({
      code: 'CHAIN_REFUSED',
      message: expect.stringMatching(message),
    });
  });
});
