import type * as AquaApi from '@fluencelabs/aqua-api';

export type { AquaApi };

/** The compiler: 10 MB of script, loaded at the first call and not before. The command's bundle has `aqua-api.bundled.ts` instead. */
export function loadAquaApi(): Promise<typeof AquaApi> {
  return import('@fluencelabs/aqua-api');
}
