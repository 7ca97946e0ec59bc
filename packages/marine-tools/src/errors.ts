import { CodedError } from '@noctiluca/common/coded-error';

/** What can be wrong with a module that is to be given its interface. */
export type EmbedErrorCode =
  | 'NOT_WASM'
  | 'SECTION_MALFORMED'
  | 'GENERATED_SECTION_MALFORMED'
  | 'INTERFACE_UNSUPPORTED'
  | 'SDK_VERSION_MISSING';

/** Thrown by everything under `@noctiluca/marine-tools`. Compare `code`. */
export class EmbedError extends CodedError<EmbedErrorCode> {
  override readonly name = 'EmbedError';
}
