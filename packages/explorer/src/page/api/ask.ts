import { authorization, isTokenWanted } from './token.js';

/** What was asked for, or a sentence that says why it is not there. */
export type Answer<T> = { readonly value: T } | { readonly why: string };

/** A peer makes the runs of a recording again when it is asked for one: that takes its time. */
const PATIENCE_MS = 30_000;

/** @param path below the page's own folder @param read what an answer's text says @default JSON */
export async function ask<T>(
  path: string,
  init: RequestInit = {},
  read: (text: string) => unknown = JSON.parse,
): Promise<Answer<T>> {
  try {
    const headers = { ...authorization(), ...init.headers };
    const response = await fetch(path, { signal: AbortSignal.timeout(PATIENCE_MS), ...init, headers });
    if (response.status === 401) isTokenWanted.value = true;
    const text = await response.text();
    return response.ok ? { value: read(text) as T } : { why: `${response.status}: ${text.slice(0, 500)}` };
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  }
}

export function answered<T>(answer: Answer<T>): T | undefined {
  return 'value' in answer ? answer.value : undefined;
}
