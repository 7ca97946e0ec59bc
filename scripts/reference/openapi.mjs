// From what endpoints say of themselves.
import { EXPLORER } from '@noctiluca/local-network/openapi';
import { openApi, PEER } from '@noctiluca/node/openapi';

export const document = () => openApi([PEER, EXPLORER]);

/** Formatted like all JSON here by who writes it. */
export function pages() {
  return { 'reference/openapi.json': `${JSON.stringify(document(), null, 2)}\n` };
}
