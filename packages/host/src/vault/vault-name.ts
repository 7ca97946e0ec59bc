import { sha256Hex } from '@noctiluca/common/sha256';
import { VAULT_ID_MAX_LENGTH } from '../constants.js';

const SAFE_ID = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

/**
 * Name of a particle's directory: `<id>-<token>`, as services put it together from their call parameters. An id that is
 * no plain name is replaced by its hash (spec/nox.md §9.2 no. 16): nobody's particle leaves the vault, and only services
 * that get the path from `vault.put` find the directory of such a particle.
 */
export function vaultName(particleId: string, token: string): string {
  const isSafe = particleId.length <= VAULT_ID_MAX_LENGTH && SAFE_ID.test(particleId);
  return `${isSafe ? particleId : sha256Hex(particleId)}-${token}`;
}
