import { messageOf } from '@noctiluca/common/thrown';
import { deadline } from '@noctiluca/lifecycle';
import { MAX_ANSWER_BYTES, REQUEST_TIMEOUT_MS } from './constants.js';
import { ChainError } from './errors.js';

export interface PostInit {
  readonly url: string;
  /** What it is called in errors, where its address may carry a token. @default its address */
  readonly name?: string;
  /** Milliseconds. @default 10000 */
  readonly timeoutMs?: number;
  /** Ends requests that are under way. */
  readonly signal?: AbortSignal;
  /** Bytes. @default 64 MiB */
  readonly maxAnswerBytes?: number;
}

/** What is answered to JSON, whatever the status: servers say in the body what is wrong. @throws ChainError `UNREACHABLE`, `INVALID`, `LIMIT` */
export async function postJson(init: PostInit, body: unknown): Promise<unknown> {
  const { name = init.url } = init;
  try {
    const answer = await fetch(init.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: deadline(init.timeoutMs ?? REQUEST_TIMEOUT_MS, init.signal),
    });
    return JSON.parse(await textOf(answer, init.maxAnswerBytes ?? MAX_ANSWER_BYTES));
  } catch (cause) {
    if (cause instanceof ChainError) throw cause;
    if (cause instanceof SyntaxError) throw new ChainError('INVALID', `${name} answers no JSON`, { cause });
    throw new ChainError('UNREACHABLE', `${name} does not answer: ${reasonOf(cause)}`, { cause });
  }
}

/** `fetch` hides what happened in the cause. */
function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  return messageOf(cause ?? error);
}

async function textOf(answer: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new ChainError('LIMIT', `The answer is longer than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
