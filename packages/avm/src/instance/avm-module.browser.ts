import { messageOf } from '@noctiluca/common/thrown';
import { AvmError } from '../errors.js';
import { wasmOf } from '../page/wasm-response.js';

/** Where AquaVM is, when somebody said so. */
let address: string | undefined;
let loading: Promise<WebAssembly.Module> | undefined;

/**
 * Has AquaVM loaded from somewhere else: a server that compresses by itself may have the plain file, which browsers then
 * keep compiled. It has no effect on what is loaded already.
 * @param url of AVM_WASM, gzipped or not
 */
export function setAvmUrl(url: string | URL): void {
  if (String(url) === address) return;
  address = String(url);
  loading = undefined;
}

/** Fetches AquaVM and compiles it while it arrives, once for a page. @throws AvmError `AVM_MODULE` */
export function loadAvmModule(): Promise<WebAssembly.Module> {
  loading ??= load(address ?? besideBundle()).catch((cause: unknown) => {
    loading = undefined;
    throw cause;
  });
  return loading;
}

/** A gzipped copy of AVM_WASM without the names of its functions, which the build puts there. */
const besideBundle = (): string => new URL('../avm.wasm.gz', import.meta.url).href;

async function load(url: string): Promise<WebAssembly.Module> {
  try {
    // Its address changes with it: a copy that was kept is good however old it is.
    const response = await fetch(url, { cache: 'force-cache' });
    if (!response.ok) throw new Error(`the server answers ${response.status}`);
    return await WebAssembly.compileStreaming(await wasmOf(response));
  } catch (cause) {
    throw new AvmError('AVM_MODULE', `AquaVM cannot be loaded from ${url}: ${messageOf(cause)}`, { cause });
  }
}
