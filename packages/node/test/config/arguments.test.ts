import { describe, expect, it } from 'vitest';
import { DEAD_FLAGS, FLAGS, parsePeerArguments, peerHelp, SWITCHES } from '../../src/config/arguments.js';
import { checkConfig } from '../../src/config/parse.js';

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

  it('joins a list given by several flags; of a single value the last flag counts', () => {
    const { layer } = parsePeerArguments([
      '-b',
      '/ip4/1.1.1.1/tcp/1',
      '-b',
      '/ip4/2.2.2.2/tcp/2',
      '-t1',
      '-t2',
    ]);
    expect(checkConfig(layer).settings).toMatchObject({
      bootstrap_nodes: ['/ip4/1.1.1.1/tcp/1', '/ip4/2.2.2.2/tcp/2'],
      tcp_port: 2,
    });
  });

  it('refuses an unknown flag, names the nearest and points to the help', () => {
    expect(() => parsePeerArguments(['--tcp-prot', '1'])).toThrow(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        message: 'Unknown flag --tcp-prot (did you mean --tcp-port?). See noctiluca --help',
      }),
    );
  });

  it.each(DEAD_FLAGS)('spec/nox.md §9.2 no. 49: takes --%s and says that it does nothing', (name, letter) => {
    for (const flag of [`--${name}`, ...(letter ? [`-${letter}`] : [])]) {
      const { layer, warnings } = parsePeerArguments([flag, 'x']);
      expect(layer).toEqual({});
      expect(warnings).toEqual([expect.stringContaining(`--${name} has no effect`)]);
    }
  });

  it('every flag sets a key that exists', () => {
    const values: Record<string, string> = {
      'keypair-format': 'ed25519',
      'enable-system-services': 'none',
      'tracing-type': 'otlp',
      'tracing-otlp-endpoint': 'http://localhost:4318',
      'log-level': 'warn',
    };
    for (const [name] of FLAGS) {
      const { layer } = parsePeerArguments([`--${name}`, values[name] ?? '7']);
      expect(checkConfig(layer).warnings.filter((text) => text.includes('unknown'))).toEqual([]);
    }
    for (const [name] of SWITCHES) {
      expect(checkConfig(parsePeerArguments([`--${name}`]).layer).warnings).toEqual([]);
    }
  });

  it('mentions every flag in the help', () => {
    for (const [name] of [...FLAGS, ...SWITCHES]) expect(peerHelp()).toMatch(new RegExp(`--${name} {2,}\\S`));
    for (const flag of ['--config', '--print-config-schema', '--version']) expect(peerHelp()).toContain(flag);
  });
});
