import type { ServerResponse } from 'node:http';
import { type JsonValue, printJson } from '@noctiluca/marine/json';

/** Numbers keep all digits. */
export function json(to: ServerResponse, status: number, value: object): void {
  const text = printJson(value as JsonValue);
  to.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(text);
}

/** A refusal for a program. */
export function refuse(to: ServerResponse, status: number, message: string): void {
  json(to, status, { error: { message } });
}

/** A sentence for a person. */
export function say(to: ServerResponse, status: number, sentence: string): void {
  to.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(sentence);
}

export function notAllowed(to: ServerResponse, allow: string): void {
  to.setHeader('allow', allow);
  say(to, 405, `Only ${allow} here`);
}

export const isRead = (method: string | undefined): boolean => method === 'GET' || method === 'HEAD';
