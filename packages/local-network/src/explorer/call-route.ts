import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseJson } from '@noctiluca/marine/json';
import { CALL_MAX_BYTES } from '../constants.js';
import type { LocalPeer } from '../state/local-state.js';
import { type CallRequest, callRequestSchema } from './call-request.js';
import type { Calls } from './calls.js';
import { readBody } from './read-body.js';
import { json, refuse } from './responses.js';

/** `POST /api/call`. The type keeps forms of other pages out, which a browser sends without asking first. */
export async function answerCall(
  from: IncomingMessage,
  to: ServerResponse,
  peers: readonly LocalPeer[],
  calls: Calls,
): Promise<void> {
  if (from.headers['content-type']?.split(';')[0]?.trim() !== 'application/json')
    return refuse(to, 415, 'Send application/json');
  const body = await readBody(from, CALL_MAX_BYTES);
  if (body === undefined) return refuse(to, 413, `A call has ${CALL_MAX_BYTES} bytes at most`);
  const request = requestIn(body);
  if (typeof request === 'string') return refuse(to, 400, request);
  const peer = peers.find(({ name, peerId }) => [name, peerId].includes(request.peer));
  if (peer === undefined) return refuse(to, 404, `No such peer; there are ${namesOf(peers)}`);
  const answer = await calls.call(peer, request);
  if (answer === undefined) return refuse(to, 503, 'Too many calls are under way');
  json(to, 200, answer);
}

/** @returns what is wrong with it, or the request */
function requestIn(body: string): CallRequest | string {
  const request = callRequestSchema.safeParse(parsed(body));
  if (request.success) return request.data;
  return request.error.issues
    .map(({ path, message }) => `${path.join('.') || 'the call'}: ${message}`)
    .join('; ');
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

const namesOf = (peers: readonly LocalPeer[]): string => peers.map(({ name }) => name).join(', ');
