import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fluence, repository } from './command.js';
import { tempDir } from './temp-dir.js';

/** A Fluence project in a temporary folder with services of this repository. */
export interface TestProject {
  readonly path: string;
  /**
   * Makes a service's facade another module with the same behaviour: a custom section holding `mark` is appended.
   * @param name @default 'greeter'
   */
  changeService(mark: string, name?: string): Promise<void>;
  /** Takes its network down and deletes it. */
  remove(): Promise<void>;
}

/**
 * @param yaml what fluence.yaml says after its `services:`
 * @param services of the repository @default the sample service
 */
export async function makeProject(
  yaml: string,
  services: readonly string[] = ['greeter'],
): Promise<TestProject> {
  const folder = await tempDir('project');
  const facades = new Map<string, { readonly file: string; readonly wasm: Buffer }>();
  for (const name of services) {
    const service = path.join(folder.path, 'services', name);
    const file = path.join(service, `${name}.wasm`);
    await mkdir(path.dirname(service), { recursive: true });
    await cp(path.join(repository, 'services', name), service, { recursive: true });
    facades.set(name, { file, wasm: await readFile(file) });
  }
  const entries = services.map((name) => `  ${name}:\n    get: services/${name}\n`);
  await writeFile(
    path.join(folder.path, 'fluence.yaml'),
    `version: 8\nservices:\n${entries.join('')}${yaml}`,
  );
  return {
    path: folder.path,
    async changeService(mark, name = 'greeter') {
      const { file, wasm } = facades.get(name)!;
      await writeFile(file, Buffer.concat([wasm, customSection(mark)]));
    },
    async remove() {
      await fluence(folder.path, 'local', 'down');
      await folder.remove();
    },
  };
}

/** A section every wasm engine skips: id 0, size, name, content. Short texts only, so that each length is one byte. */
function customSection(mark: string): Uint8Array {
  const name = Buffer.from('mark');
  const content = Buffer.from(mark);
  return Buffer.from([0, 1 + name.length + content.length, name.length, ...name, ...content]);
}
