import { describe, expect, it } from 'vitest';
import { parsePeerArguments, peerHelp } from '../../src/config/arguments.js';

describe('parsePeerArguments', () => {
  it('maps long and short flags to configuration keys', () => {
    const { layer, configFiles } = parsePeerArguments([
      '-t',
      '7771',
      '--ws-port=9991',
      '-l',
      '-c',
      'a.toml',
      '-c',
      'b.toml',
      '-k',
      'KEY',
    ]);
    expect(layer).toEqual({
      tcp_port: '7771',
      websocket_port: '9991',
      local: true,
      root_key_pair: { value: 'KEY' },
    });
    expect(configFiles).toEqual(['a.toml', 'b.toml']);
  });

  it('sets nothing that was not said', () => {
    expect(parsePeerArguments([]).layer).toEqual({});
  });

  it('refuses an unknown flag and points to the help', () => {
    expect(() => parsePeerArguments(['--tcp-prot', '1'])).toThrow(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        message: expect.stringContaining('noctiluca --help'),
      }),
    );
  });

  it('mentions every flag in the help', () => {
    for (const flag of ['--tcp-port', '--bootstraps', '--local', '--config', '--log-level'])
      expect(peerHelp()).toContain(flag);
  });
});
