// Puts pino into dist/logger.js: as a dependency it is 13 packages, most of them for ways of logging that a peer has not.
import { readFile, rename } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const MARK = '// bundled by scripts/bundle-logger.mjs';
const logger = fileURLToPath(new URL('../dist/logger.js', import.meta.url));
const temporary = `${logger}.bundled`;

// The compiler leaves its output alone while the source is unchanged.
if (!(await readFile(logger, 'utf8')).startsWith(MARK)) {
  const bundle = await rolldown({
    input: logger,
    platform: 'node',
    // Our own files stay where they are.
    external: (id, importer) => id.startsWith('@noctiluca/') || (importer === logger && id.startsWith('./')),
  });
  await bundle.write({ file: temporary, format: 'esm', codeSplitting: false, banner: MARK });
  await bundle.close();
  await rename(temporary, logger);
}
