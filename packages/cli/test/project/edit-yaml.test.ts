import { chmod, lstat, stat, symlink, writeFile } from 'node:fs/promises';
import { tempFolder } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { editYaml } from '../../src/project/edit-yaml.js';

describe('editYaml', () => {
  it.each([
    ['is no YAML', 'a: [1\r\n# c\n'],
    ['has a key twice', 'a: 1\na: 2'],
    ['cannot be changed alone', 'a: &x {}\nb: *x\n'],
  ])('leaves a file that %s as it is, byte for byte', async (_what, content) => {
    const folder = tempFolder({ 'fluence.yaml': content });
    const edit = editYaml(folder.at('fluence.yaml'), (text) => text.set(['a', 'b'], 1));
    await expect(edit).rejects.toMatchObject({ code: 'PROJECT_INVALID' });
    expect(folder.read('fluence.yaml')).toBe(content);
  });

  it('leaves a file that is not UTF-8 as it is', async () => {
    const folder = tempFolder({});
    const bytes = Buffer.from('a: \xff\n', 'latin1');
    await writeFile(folder.at('fluence.yaml'), bytes);
    await expect(editYaml(folder.at('fluence.yaml'), (text) => text.set(['b'], 1))).rejects.toThrow(
      'is not UTF-8',
    );
  });

  it('keeps the mode of a file, and a link to it', async () => {
    const folder = tempFolder({ 'secrets.yaml': 'a: 1\n' });
    await chmod(folder.at('secrets.yaml'), 0o600);
    await symlink('secrets.yaml', folder.at('link.yaml'));
    await editYaml(folder.at('link.yaml'), (text) => text.set(['b'], 2));
    expect(folder.read('secrets.yaml')).toBe('a: 1\nb: 2\n');
    expect((await stat(folder.at('secrets.yaml'))).mode & 0o777).toBe(0o600);
    expect((await lstat(folder.at('link.yaml'))).isSymbolicLink()).toBe(true);
  });

  it('does not write when nothing changes', async () => {
    const folder = tempFolder({ 'fluence.yaml': 'a:   1\n' });
    const { ino } = await stat(folder.at('fluence.yaml'));
    await editYaml(folder.at('fluence.yaml'), (text) => text.set(['a'], 1));
    expect((await stat(folder.at('fluence.yaml'))).ino).toBe(ino);
  });
});
