import {
  deriveCoreSignature,
  type ModuleProgram,
  resolveProgram,
  type SignatureSource,
} from '../adapters/program.js';
import { MarineError, messageOf } from '../errors.js';
import { readMarineSections } from '../it/read-sections.js';
import { readLayout } from '../wasm/read-layout.js';

/** A compiled Marine module with its interface types. Plain data: `postMessage` shares the compiled code. */
export interface MarineModule {
  readonly wasm: WebAssembly.Module;
  readonly sdkVersion: string;
  readonly itVersion: string;
  readonly program: ModuleProgram;
}

/**
 * Compiles on a background thread and checks in upstream's order (spec/marine-abi.md §1.8).
 * @param name import name, for the texts of errors
 * @throws MarineError `WASM_MALFORMED`, `VERSION`, `IT_MALFORMED`, `LINK`
 */
export async function compileModule(bytes: Uint8Array, name = 'module'): Promise<MarineModule> {
  const wasm = await WebAssembly.compile(bytes as Uint8Array<ArrayBuffer>).catch((error: unknown) =>
    refuse(name, error),
  );
  return readModule(name, wasm, bytes);
}

/** `compileModule` on this thread. Accepts compiled modules too: those are only read. */
export function compileModuleSync(source: Uint8Array | WebAssembly.Module, name = 'module'): MarineModule {
  if (source instanceof WebAssembly.Module) return readModule(name, source);
  let wasm: WebAssembly.Module;
  try {
    wasm = new WebAssembly.Module(source as Uint8Array<ArrayBuffer>);
  } catch (error) {
    return refuse(name, error);
  }
  return readModule(name, wasm, source);
}

function refuse(name: string, error: unknown): never {
  throw new MarineError('WASM_MALFORMED', `module '${name}' does not compile: ${messageOf(error)}`, {
    cause: error,
  });
}

function readModule(name: string, wasm: WebAssembly.Module, bytes?: Uint8Array): MarineModule {
  const { sdkVersion, it } = readMarineSections(name, (section) =>
    WebAssembly.Module.customSections(wasm, section).map((buffer) => new Uint8Array(buffer)),
  );
  const program = resolveProgram(it, bytes ? declaredSignatures(bytes) : derivedSignatures(wasm));
  return { wasm, sdkVersion, itVersion: it.version, program };
}

function declaredSignatures(bytes: Uint8Array): SignatureSource {
  const signatures = new Map(
    readLayout(bytes).exports.flatMap((e) => (e.signature ? [[e.name, e.signature] as const] : [])),
  );
  return (name) => signatures.get(name);
}

function derivedSignatures(wasm: WebAssembly.Module): SignatureSource {
  const functions = new Set(
    WebAssembly.Module.exports(wasm).flatMap((e) => (e.kind === 'function' ? [e.name] : [])),
  );
  return (name, declared) => (functions.has(name) ? deriveCoreSignature(name, declared) : undefined);
}
