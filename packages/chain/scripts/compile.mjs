// `npm run contracts -w @noctiluca/chain`: compiles contracts/ into artifacts/, and what TypeScript needs of them into src/generated/.
// Both are committed, so that a build needs no compiler; test/contracts/artifacts.test.ts compiles again and compares.
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { compileContracts } from './compiler.mjs';
import { generatedFrom } from './generated.mjs';

const at = (file) => fileURLToPath(new URL(`../${file}`, import.meta.url));

await mkdir(at('artifacts'), { recursive: true });
await mkdir(at('src/generated'), { recursive: true });
for (const [file, text] of Object.entries(generatedFrom(compileContracts()))) await writeFile(at(file), text);
