export default {
  // AquaVM and its worker are loaded by address, from beside this package's files.
  optimizeDeps: { exclude: ['@noctiluca/avm'] },
  // The keeper runs in Node, where packages are.
  ssr: { external: true },
};
