// `npm run unused`: files, exports and dependencies that nothing uses.

/** What others load by a name that knip cannot see. */
const ENTRIES = ['{scripts,bench}/*.mjs', 'src/**/*.browser.ts', 'test/**/*.{ts,mjs}'];

/** @type {import('knip').KnipConfig} */
export default {
  // The types of what is exported have names, for who writes a declaration; aqua-to-js exports all that it makes.
  exclude: ['types'],
  ignoreExportsUsedInFile: true,
  ignore: [
    ...['**/generated/**', 'packages/cli/templates/**', 'examples/*/vite.config.js'],
    'packages/*/not-in-browsers.js',
  ],
  workspaces: {
    '.': {
      entry: [
        ...['scripts/**/*.{mjs,js}', 'bench/**/*.mjs', 'test/**/*.{ts,mjs}', 'examples/*/src/*.ts'],
        'examples/*/*.mjs',
      ],
      project: ['scripts/**', 'bench/**', 'test/**', 'examples/**'],
      ignoreDependencies: [
        // They shape what npm hoists (docs/adr/005-js-client-pins.md).
        ...['@libp2p/.*', '@noble/curves', 'delay', 'it-reader', 'mortice', 'protons-runtime'],
        ...['uint8arraylist', 'uint8arrays'],
        // Parts of vitest, which the page of tests in Chromium is made of; a dependency of packages/cli.
        ...['@vitest/.*', 'chai', 'yaml'],
        // What makes the site, from a folder of its own; a dependency of packages/node.
        ...['markdown-it', 'minisearch', 'prom-client'],
      ],
      ignoreBinaries: ['fluence', 'ip', 'script', 'systemd-analyze', 'taskset'],
    },
    // The other half of the compiler, for bundles; Aqua's library is found by its folder.
    'packages/aqua-compiler': {
      entry: [...ENTRIES, 'src/aqua-api.bundled.ts', 'scripts/*.mjs'],
      ignoreDependencies: ['@fluencelabs/aqua-lib', '@noctiluca/.*'],
    },
    'packages/avm': { entry: [...ENTRIES, 'src/worker/worker-entry.ts'] },
    // Asked for by `require`; what tells TypeScript of modules that are JavaScript.
    'packages/chain': { entry: [...ENTRIES, 'scripts/*.d.mts'], ignoreDependencies: ['solc'] },
    'packages/cli': {
      entry: ENTRIES,
      // Libraries of Aqua, found by their folders; what the bundle loads late.
      ignoreDependencies: ['@fluencelabs/.*', '@noctiluca/avm', '@noctiluca/registry'],
    },
    'packages/demo': { entry: ['src/main.ts'], ignoreDependencies: ['@noctiluca/.*'] },
    'packages/ipfs': { entry: [...ENTRIES, 'src/ipfs-command.ts'] },
    // The page begins in its HTML; axe-core goes into pages of tests, and uPlot's style sheet with its script.
    'packages/explorer': {
      entry: [...ENTRIES, 'src/page/main.tsx'],
      project: ['src/**/*.{ts,tsx}', 'scripts/**', 'test/**'],
      ignoreDependencies: ['axe-core', '@noctiluca/.*'],
    },
    // What libp2p's bundle leaves outside.
    'packages/network': { entry: ENTRIES, ignoreDependencies: ['@noble/.*'] },
    // Loaded when it is there.
    'packages/particle': { entry: ENTRIES, ignoreDependencies: ['sodium-native'] },
    // The test utilities of these build on what their dependencies depend on.
    'packages/*': { entry: ENTRIES, ignoreDependencies: ['@noctiluca/.*'] },
  },
};
