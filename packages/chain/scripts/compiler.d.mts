export interface Artifact {
  readonly name: string;
  readonly compiler: string;
  readonly viaIR: boolean;
  /** SHA-256 of each file that went in. */
  readonly sources: Readonly<Record<string, string>>;
  readonly abi: readonly object[];
  readonly bytecode: string;
  readonly deployedBytes: number;
}
export const CONTRACTS: readonly string[];
export function compileContracts(): Readonly<Record<string, Artifact>>;
