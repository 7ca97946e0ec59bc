// Replaces dist/libp2p.js by a bundle of itself: 0.1 s to load instead of 0.7 s, and 20 MB less memory.
import { readFile, rename } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const MARK = '// bundled by scripts/bundle-libp2p.mjs';
const file = fileURLToPath(new URL('../dist/libp2p.js', import.meta.url));
const temporary = `${file}.bundled`;

// The compiler leaves its output alone while the source is unchanged.
if (!(await readFile(file, 'utf8')).startsWith(MARK)) {
  const bundle = await rolldown({
    input: file,
    platform: 'node',
    // Shared with the rest of the process: the polyfills, and the sockets they are made of.
    external: ['ws', /polyfill\.js$/],
  });
  await bundle.write({ file: temporary, format: 'esm', codeSplitting: false, banner: MARK });
  await bundle.close();
  await rename(temporary, file);
}
