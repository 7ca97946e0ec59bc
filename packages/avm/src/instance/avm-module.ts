import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { sha256Hex } from '@noctiluca/common/sha256';
import { messageOf } from '@noctiluca/common/thrown';
import { compileModule, type MarineModule } from '@noctiluca/marine';
import { AVM_WASM, MAX_MEMORY_BYTES } from '../constants.js';
import { AvmError } from '../errors.js';
import { hookModule } from '../signatures/hook-module.js';
import { HOOKED_SHA256 } from '../signatures/hooked-functions.js';
import { capMemory } from './memory-cap.js';

/** Path of avm.wasm inside the installed npm package. @throws AvmError `AVM_MODULE` when it isn't installed */
export function findAvmWasm(): string {
  try {
    const entry = createRequire(import.meta.url).resolve(AVM_WASM.package);
    return join(dirname(entry), AVM_WASM.file);
  } catch (cause) {
    const advice = `install ${AVM_WASM.package}@${AVM_WASM.version}`;
    throw new AvmError('AVM_MODULE', `${AVM_WASM.package} is not installed: ${advice}`, { cause });
  }
}

export interface AvmModuleOptions {
  /**
   * Have AquaVM ask its host to sign and to remember what is known of public keys and signatures (docs/adr/018); only for
   * the very avm.wasm that is known, others stay as they are. An `AvmInstance` answers with the same setting.
   * @default false
   */
  readonly nativeSignatures?: boolean;
}

/** Read, check and compile avm.wasm; compiling happens off the calling thread. @throws AvmError `AVM_MODULE` */
export async function loadAvmModule(
  path: string = findAvmWasm(),
  { nativeSignatures = false }: AvmModuleOptions = {},
): Promise<MarineModule> {
  const wasm = await readWasm(path);
  const sha256 = checkAvmWasm(wasm, path);
  const hooked = nativeSignatures && sha256 === HOOKED_SHA256 ? await compileHooked(wasm) : undefined;
  return hooked ?? compile(wasm, path);
}

/** @returns nothing when an engine does not take it: the stock module does the same */
function compileHooked(wasm: Uint8Array<ArrayBuffer>): Promise<MarineModule | undefined> {
  return compileModule(capMemory(hookModule(wasm), MAX_MEMORY_BYTES), 'avm').catch(() => undefined);
}

/** @returns the SHA-256 @throws AvmError `AVM_MODULE` when the bytes aren't those of the version this host is written for */
export function checkAvmWasm(wasm: Uint8Array, path: string): string {
  const advice = `install ${AVM_WASM.package}@${AVM_WASM.version} again`;
  if (wasm.length !== AVM_WASM.sizeBytes) {
    const sizes = `has ${wasm.length} bytes, that of ${AVM_WASM.version} has ${AVM_WASM.sizeBytes}`;
    throw new AvmError('AVM_MODULE', `${path} ${sizes}: another version or damaged; ${advice}`);
  }
  const sha256 = sha256Hex(wasm);
  if (sha256 !== AVM_WASM.sha256) {
    const sums = `has sha256 ${sha256}, that of ${AVM_WASM.version} is ${AVM_WASM.sha256}`;
    throw new AvmError('AVM_MODULE', `${path} ${sums}; ${advice}`);
  }
  return sha256;
}

async function readWasm(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new AvmError('AVM_MODULE', `${path} can't be read: ${messageOf(cause)}`, { cause });
  }
}

async function compile(wasm: Uint8Array<ArrayBuffer>, path: string): Promise<MarineModule> {
  try {
    return await compileModule(capMemory(wasm, MAX_MEMORY_BYTES), 'avm');
  } catch (cause) {
    throw new AvmError('AVM_MODULE', `${path} doesn't compile: ${messageOf(cause)}`, { cause });
  }
}
