import { MAX_PARTS } from '../constants.js';
import { IpfsError } from '../errors.js';

/** One file of a request's multipart body. */
export interface Part {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Files of a multipart body. @throws IpfsError `INVALID`, `LIMIT` */
export async function partsOf(request: Request): Promise<Part[]> {
  let form: FormData;
  try {
    form = await request.formData();
  } catch (cause) {
    throw new IpfsError('INVALID', "file argument 'path' is required: send it as multipart/form-data", {
      cause,
    });
  }
  const entries = [...form.values()];
  if (entries.length > MAX_PARTS) {
    throw new IpfsError('LIMIT', `A request has at most ${MAX_PARTS} files, this one has ${entries.length}`);
  }
  return Promise.all(
    entries.map(async (entry) => {
      if (typeof entry === 'string') return { name: '', bytes: new TextEncoder().encode(entry) };
      if (entry.type === 'application/x-directory') {
        throw new IpfsError('INVALID', `${entry.name} is a directory: only files are taken here`);
      }
      return { name: decodeURIComponent(entry.name), bytes: new Uint8Array(await entry.arrayBuffer()) };
    }),
  );
}

/** The only file of a body. @throws IpfsError `INVALID` */
export async function onlyPart(request: Request): Promise<Uint8Array> {
  const [first] = await partsOf(request);
  if (first === undefined) throw new IpfsError('INVALID', "file argument 'path' is required");
  return first.bytes;
}
