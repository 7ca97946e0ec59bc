// Puts the client's own modules into one file: 10 ms to load instead of 30. Other packages stay outside.
import { rename } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const at = (file) => fileURLToPath(new URL(`../${file}`, import.meta.url));
const file = at('dist/index.js');

const bundle = await rolldown({
  input: at('src/index.ts'),
  platform: 'node',
  // What few clients need is loaded when it is.
  external: (id) => /^(@noctiluca\/(?!common\/)|multiformats\/)/.test(id),
});
await bundle.write({ file: `${file}.bundled`, format: 'esm', codeSplitting: false });
await bundle.close();
await rename(`${file}.bundled`, file);
