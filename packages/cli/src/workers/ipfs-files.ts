import { messageOf } from '@noctiluca/common/thrown';
import { createKuboClient } from '@noctiluca/ipfs/kubo-client';
import { CliError } from '../errors.js';
import type { WantedFile } from './definition.js';

/** Files that are sent at a time. */
const AT_ONCE = 8;

/** Puts files on the IPFS nodes of hosts, each file once on each. */
export class IpfsFiles {
  readonly #sent = new Map<string, Promise<void>>();

  /** @param api multiaddress of a Kubo RPC @throws CliError `UPLOAD_FAILED` */
  async add(api: string, files: readonly WantedFile[]): Promise<void> {
    const waiting = [...files];
    const lanes = Array.from({ length: AT_ONCE }, async () => {
      for (let file = waiting.shift(); file !== undefined; file = waiting.shift())
        await this.#once(api, file);
    });
    await Promise.all(lanes);
  }

  #once(api: string, file: WantedFile): Promise<void> {
    const key = `${api} ${file.cid}`;
    const sending = this.#sent.get(key) ?? send(api, file);
    this.#sent.set(key, sending);
    return sending;
  }
}

async function send(api: string, { cid, read }: WantedFile): Promise<void> {
  let answered: string;
  try {
    answered = await createKuboClient({ api }).add(await read());
  } catch (cause) {
    const reason = messageOf(cause);
    throw uploadFailed(`${reason} (IPFS at ${api})`, cause);
  }
  if (answered === cid) return;
  throw uploadFailed(
    `the IPFS at ${api} calls a file ${answered}, expected ${cid}: does it cut files differently?`,
  );
}

function uploadFailed(reason: string, cause?: unknown): CliError {
  return new CliError('UPLOAD_FAILED', `Uploading failed: ${reason}`, { cause });
}
