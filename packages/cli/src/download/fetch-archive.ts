import { ARCHIVE_LIMITS } from '../archive/limits.js';
import { CliError } from '../errors.js';

/** Milliseconds a download may take. */
const TIMEOUT_MS = 120_000;

/** The bytes behind a URL. @throws CliError `DOWNLOAD_FAILED`, in one line also without a network */
export async function fetchArchive(url: string): Promise<Uint8Array> {
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch((cause: unknown) => {
    throw failed(url, reason(cause), cause);
  });
  if (!response.ok) throw failed(url, `the server answers ${response.status} ${response.statusText}`.trim());
  try {
    return await limited(response);
  } catch (cause) {
    throw cause instanceof CliError ? cause : failed(url, reason(cause), cause);
  }
}

async function limited(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > ARCHIVE_LIMITS.packed)
      throw failed(response.url, `it is larger than ${ARCHIVE_LIMITS.packed} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** `fetch` says "fetch failed" of everything, and why in its cause. */
function reason(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return inner instanceof Error ? inner.message || inner.name : String(inner);
}

function failed(url: string, why: string, cause?: unknown): CliError {
  return new CliError(
    'DOWNLOAD_FAILED',
    `Cannot download ${url}: ${why}`,
    cause === undefined ? undefined : { cause },
  );
}
