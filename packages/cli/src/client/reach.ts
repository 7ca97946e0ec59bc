import { messageOf } from '@noctiluca/common/thrown';
import { CliError } from '../errors.js';

/**
 * Waits for a client to be connected. The limit is for all of connecting, of which the dial is a part.
 * @throws CliError `RELAY_UNREACHABLE`
 */
export async function reach<Peer extends { disconnect(): Promise<void> }>(
  connecting: Promise<Peer>,
  relay: string,
  limitMs: number,
): Promise<Peer> {
  try {
    return await within(connecting, limitMs);
  } catch (cause) {
    // One that connects after all would keep the process; one that does not has been told of already.
    connecting.then((late) => late.disconnect()).catch(() => {});
    const reason = messageOf(cause);
    throw new CliError('RELAY_UNREACHABLE', `Cannot connect to the relay ${relay}: ${reason}`, { cause });
  }
}

async function within<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
