import type { Artifact } from './compiler.mjs';

export function generatedFrom(
  artifacts: Readonly<Record<string, Artifact>>,
): Readonly<Record<string, string>>;
