import { messageOf } from '@noctiluca/common/thrown';
import {
  deriveCoreSignature,
  type ModuleProgram,
  resolveProgram,
  type SignatureSource,
} from '../adapters/program.js';
import { MarineError } from '../errors.js';
import { readMarineSections } from '../it/read-sections.js';
import { meterElsewhere } from '../metering/meter-elsewhere.js';
import { meterModule } from '../metering/meter-module.js';
import type { WasmLayout } from '../wasm/layout.js';
import { readLayout } from '../wasm/read-layout.js';

/** A compiled Marine module with its interface types. Plain data: `postMessage` shares the compiled code. */
export interface MarineModule {
  readonly wasm: WebAssembly.Module;
  readonly sdkVersion: string;
  readonly itVersion: string;
  readonly program: ModuleProgram;
  /** The code counts what it does, so a call can be ended and growth refused without ending the thread. */
  readonly metered: boolean;
  /** What its memories and tables start with; 0 when only compiled code was given. */
  readonly memoryPages: number;
  readonly tableElements: number;
}

export interface CompileOptions {
  /** Write a counter into the code (see `metering/meter-module.ts`); code with unknown instructions stays as it is. @default false */
  readonly metered?: boolean;
}

/** Bytes of modules that are not metered yet. Kept beside them, since modules are sent to threads. */
const sources = new WeakMap<MarineModule, Uint8Array>();
const meteredTwins = new WeakMap<MarineModule, Promise<MarineModule>>();

/**
 * The module with metering: itself if it has it or if its bytes are not known. Compiled once however often it is asked for.
 */
export function meteredModule(module: MarineModule): Promise<MarineModule> {
  const bytes = sources.get(module);
  if (module.metered || !bytes) return Promise.resolve(module);
  let twin = meteredTwins.get(module);
  if (!twin) {
    twin = meteredTwin(module, bytes);
    meteredTwins.set(module, twin);
  }
  return twin;
}

async function meteredTwin(module: MarineModule, bytes: Uint8Array): Promise<MarineModule> {
  const code = await meterElsewhere(bytes);
  if (!code) return module;
  return { ...module, wasm: await WebAssembly.compile(code), metered: true };
}

/** `meteredModule` on this thread. */
export function meteredModuleSync(module: MarineModule): MarineModule {
  const bytes = sources.get(module);
  const code = module.metered || !bytes ? undefined : meterModule(bytes);
  return code ? { ...module, wasm: new WebAssembly.Module(code), metered: true } : module;
}

/**
 * Meters and compiles on background threads and checks in upstream's order (spec/marine-abi.md §1.8).
 * @param name import name, for the texts of errors
 * @throws MarineError `WASM_MALFORMED`, `VERSION`, `IT_MALFORMED`, `LINK`
 */
export async function compileModule(
  bytes: Uint8Array,
  name = 'module',
  { metered = false }: CompileOptions = {},
): Promise<MarineModule> {
  const code = metered ? await meterElsewhere(bytes) : undefined;
  const wasm = await WebAssembly.compile((code ?? bytes) as Uint8Array<ArrayBuffer>).catch((error: unknown) =>
    refuse(name, error),
  );
  return readModule(name, wasm, bytes, code !== undefined);
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

function readModule(
  name: string,
  wasm: WebAssembly.Module,
  bytes?: Uint8Array,
  metered = false,
): MarineModule {
  const { sdkVersion, it } = readMarineSections(name, (section) =>
    WebAssembly.Module.customSections(wasm, section).map((buffer) => new Uint8Array(buffer)),
  );
  const layout = bytes && readLayout(bytes);
  const program = resolveProgram(it, layout ? declaredSignatures(layout) : derivedSignatures(wasm));
  const { memoryPages = 0, tableElements = 0 } = layout ?? {};
  const module = { wasm, sdkVersion, itVersion: it.version, program, metered, memoryPages, tableElements };
  if (bytes && !metered) sources.set(module, bytes);
  return module;
}

function declaredSignatures(layout: WasmLayout): SignatureSource {
  const signatures = new Map(
    layout.exports.flatMap((e) => (e.signature ? [[e.name, e.signature] as const] : [])),
  );
  return (name) => signatures.get(name);
}

function derivedSignatures(wasm: WebAssembly.Module): SignatureSource {
  const functions = new Set(
    WebAssembly.Module.exports(wasm).flatMap((e) => (e.kind === 'function' ? [e.name] : [])),
  );
  return (name, declared) => (functions.has(name) ? deriveCoreSignature(name, declared) : undefined);
}
