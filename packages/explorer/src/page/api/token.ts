import { signal } from '@preact/signals';

const KEY = 'noctiluca-http-token';

/** Whether a peer asked for its token: `noctiluca.http_token`, or for another than it was given. */
export const isTokenWanted = signal(false);

/** As long as this page is open, and for this tab alone: no address and no other page has it. */
let token = kept();

/** Whether one was given already. */
export const isTokenGiven = (): boolean => token !== '';

export function giveToken(written: string): void {
  token = written.trim();
  isTokenWanted.value = false;
  try {
    sessionStorage.setItem(KEY, token);
  } catch {
    // Where nothing may be kept it is asked for again after a reload.
  }
}

/** What goes with each question. */
export function authorization(): Record<string, string> {
  return token === '' ? {} : { authorization: `Bearer ${token}` };
}

function kept(): string {
  try {
    return sessionStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}
