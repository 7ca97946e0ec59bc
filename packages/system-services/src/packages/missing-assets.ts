/** Why a package cannot run whose files were not built. */
export function missingAssets(name: string): string {
  return `the files of '${name}' are not in this installation: build or install @noctiluca/system-services anew`;
}
