import { isPeerId } from '@noctiluca/particle';
import { MAX_NOTICE_BYTES, MAX_NOTICE_CODE, MAX_NOTICE_SIGNATURE, MAX_NOTICE_TEXT } from '../constants.js';

/** What a peer says of a particle that it was given, to the one who gave it. Nobody signs it. */
export interface Notice {
  readonly particleId: string;
  /** Of the particle: another one may have the same id. */
  readonly signature: Uint8Array;
  /** The peer that says it, if those on the way are honest. */
  readonly peerId: string;
  /** What happened, in a word: `not-found`, `call-failed`, …; lower case, digits, hyphens. */
  readonly code: string;
  /** The same for people, of printable characters. */
  readonly text: string;
  /** What that peer had of the particle goes no further from there. */
  readonly isLost: boolean;
}

/** @returns JSON in UTF-8; undefined for one that is longer than a notice may be */
export function encodeNotice({ signature, text, ...rest }: Notice): Uint8Array | undefined {
  const fields = { ...rest, text: printable(text), signature: btoa(String.fromCharCode(...signature)) };
  const bytes = new TextEncoder().encode(JSON.stringify(fields));
  return bytes.length > MAX_NOTICE_BYTES ? undefined : bytes;
}

/** @returns undefined for what is no notice; its text is cut, and has printable characters only */
export function decodeNotice(bytes: Uint8Array): Notice | undefined {
  try {
    return noticeOf(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    return undefined;
  }
}

const CODE = /^[a-z0-9-]+$/;

function noticeOf(value: unknown): Notice | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { particleId, signature, peerId, code, text, isLost } = value as Record<string, unknown>;
  if (typeof particleId !== 'string' || typeof text !== 'string' || typeof isLost !== 'boolean')
    return undefined;
  if (typeof code !== 'string' || code.length > MAX_NOTICE_CODE || !CODE.test(code)) return undefined;
  if (typeof peerId !== 'string' || !isPeerId(peerId) || typeof signature !== 'string') return undefined;
  const bytes = Uint8Array.from(atob(signature), (char) => char.charCodeAt(0));
  if (bytes.length > MAX_NOTICE_SIGNATURE) return undefined;
  return { particleId, signature: bytes, peerId, code, text: printable(text), isLost };
}

/** It is shown in terminals and logs, and a stranger may have written it. */
function printable(text: string): string {
  const line = text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return line.length <= MAX_NOTICE_TEXT ? line : `${line.slice(0, MAX_NOTICE_TEXT - 1)}…`;
}
