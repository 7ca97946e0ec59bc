import type { AvmPoolInit } from '@noctiluca/avm';
import type { ServiceRunnerInit } from '@noctiluca/marine';

/** How the client runs AquaVM and Marine services. */
export interface RuntimeOptions {
  /**
   * AquaVM on a thread of its own, `{}` for the usual one: 5 s for an invocation. `here`: on the calling thread. A browser's
   * thread is a worker, of which only `deadlineMs` is set. @default in Node `here`, in browsers `{}`
   */
  readonly avm?: AvmPoolInit | 'here';
  /** Browsers only: where AquaVM is fetched from, as it is or gzipped. @default the file beside the bundle of `@noctiluca/avm` */
  readonly avmUrl?: string | URL;
  /**
   * AquaVM has Node.js sign and verify, which is the larger part of its work (docs/adr/018); false for the stock module. Browsers
   * have the stock one.
   * @default true
   */
  readonly nativeSignatures?: boolean;
  /** Where there are no threads, in browsers, services run on the page's. @default two threads at most, made for the first service */
  readonly services?: ServiceRunnerInit;
}
