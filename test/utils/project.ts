import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fluence, repository } from './command.js';
import { tempDir } from './temp-dir.js';

/** A Fluence project in a temporary folder with the repository's sample service. */
export interface TestProject {
  readonly path: string;
  /** Makes the service's facade another module with the same behaviour: a custom section holding `mark` is appended. */
  changeService(mark: string): Promise<void>;
  /** Takes its network down and deletes it. */
  remove(): Promise<void>;
}

/** @param yaml what fluence.yaml says besides the service `greeter` */
export async function makeProject(yaml: string): Promise<TestProject> {
  const folder = await tempDir('project');
  const service = path.join(folder.path, 'services', 'greeter');
  const facade = path.join(service, 'greeter.wasm');
  await mkdir(path.dirname(service), { recursive: true });
  await cp(path.join(repository, 'services', 'greeter'), service, { recursive: true });
  const original = await readFile(facade);
  await writeFile(
    path.join(folder.path, 'fluence.yaml'),
    `version: 8\nservices:\n  greeter:\n    get: services/greeter\n${yaml}`,
  );
  return {
    path: folder.path,
    changeService: (mark) => writeFile(facade, Buffer.concat([original, customSection(mark)])),
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
