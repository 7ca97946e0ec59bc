export default {
  // AquaVM and its worker are loaded by address, from beside that package's files.
  optimizeDeps: { exclude: ['@noctiluca/avm'] },
  // `npm run greet` runs in Node, where packages are.
  ssr: { external: true },
};
