import { describe, expect, it } from 'vitest';
import { cargoArgs, profileFolder } from '../../src/rust/cargo-args.js';

describe('flags for cargo', () => {
  it.each([
    [undefined, ['--release'], 'release'],
    ['', [], 'debug'],
    [' --features  a ', ['--features', 'a'], 'debug'],
    ['-r', ['-r'], 'release'],
    ['--profile dev', ['--profile', 'dev'], 'debug'],
    ['--profile=bench', ['--profile=bench'], 'release'],
    ['--profile small', ['--profile', 'small'], 'small'],
  ])('%j are %j, and build into %s', (written, args, folder) => {
    expect(cargoArgs(written)).toEqual(args);
    expect(profileFolder(args)).toBe(folder);
  });

  it.each(['--target x', '--target=x', '--release --target-dir y', '--manifest-path=z'])(
    '%j are refused',
    (written) => {
      expect(() => cargoArgs(written)).toThrow(expect.objectContaining({ code: 'BAD_ARGUMENT' }));
    },
  );
});
