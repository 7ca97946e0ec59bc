/** Many idle services on one runner, then a runaway among them: `node bench/idle.mjs [services]` after a build. */
import { readFileSync } from 'node:fs';
import { compileModule, createServiceRunner, EMPTY_CALL_PARAMETERS } from '@noctiluca/marine';

const count = Number(process.argv[2] ?? 500);
const names = ['effector', 'greeting'];
const modules = await Promise.all(
  names.map(async (name) => {
    const bytes = new Uint8Array(readFileSync(new URL(`../test/fixtures/${name}.wasm`, import.meta.url)));
    return { config: { name }, wasm: await compileModule(bytes, name, { metered: true }) };
  }),
);
const megabytes = () => (process.memoryUsage.rss() / 1e6).toFixed(0);
const runner = createServiceRunner();
const before = megabytes();
let start = performance.now();
const services = await Promise.all(
  Array.from({ length: count }, (_, i) => runner.create({ serviceId: `s${i}`, modules })),
);
console.log(
  `${count} services of 2 modules: ${(performance.now() - start).toFixed(0)} ms, ${before} -> ${megabytes()} MB`,
);
start = performance.now();
await Promise.all(services.map((service) => service.call('shout', '["bob"]', EMPTY_CALL_PARAMETERS)));
console.log(`a call on each: ${(performance.now() - start).toFixed(0)} ms, ${megabytes()} MB`);
await runner.close();
