import {
  createServiceRunner,
  type ModuleConfig,
  type ModuleLog,
  type RunningService,
  type ServiceConfig,
  type ServiceRunner,
} from '@noctiluca/marine';
import { CliError } from '../errors.js';
import { callParameters } from './call-parameters.js';
import { describeApi } from './describe-api.js';
import { REPL_HELP, type ReplCommand } from './parse-line.js';

/** What a command gives: text for people, a value for programs. */
export interface ReplAnswer {
  readonly text: string;
  readonly value: unknown;
}

/** A service in the local Marine runtime, and what can be asked of it. Without a peer, a particle or a network. */
export class ReplService {
  readonly #config: ServiceConfig;
  readonly #runner: ServiceRunner;
  #service: RunningService;

  private constructor(config: ServiceConfig, runner: ServiceRunner, service: RunningService) {
    this.#config = config;
    this.#runner = runner;
    this.#service = service;
  }

  /** @throws MarineError */
  static async start(config: ServiceConfig, log: (line: ModuleLog) => void): Promise<ReplService> {
    const runner = createServiceRunner({ log, threads: 1 });
    try {
      return new ReplService(config, runner, await runner.create(config));
    } catch (error) {
      await runner.close();
      throw error;
    }
  }

  /** In link order, the facade last. */
  get modules(): readonly string[] {
    return this.#config.modules.map(({ config }) => config.name);
  }

  get functions(): readonly string[] {
    return this.#service.interface.function_signatures.map(({ name }) => name);
  }

  /** @throws CliError `BAD_ARGUMENT`, MarineError */
  async run(command: ReplCommand): Promise<ReplAnswer> {
    switch (command.kind) {
      case 'call':
        return this.#call(command);
      case 'envs':
        return this.#envs(command.module);
      case 'interface':
        return { text: describeApi(this.#service.interface), value: this.#service.interface };
      case 'stats':
        return this.#stats();
      case 'new':
        await this.#service.stop();
        this.#service = await this.#runner.create(this.#config);
        return { text: 'The service begins anew', value: null };
      default:
        return { text: command.kind === 'help' ? REPL_HELP : '', value: null };
    }
  }

  close(): Promise<void> {
    return this.#runner.close();
  }

  async #call(command: Extract<ReplCommand, { kind: 'call' }>): Promise<ReplAnswer> {
    const facade = this.modules.at(-1);
    if (command.module !== undefined && command.module !== facade)
      throw new CliError(
        'BAD_ARGUMENT',
        `Only functions of the facade, ${facade}, can be called; what others export is for the modules after them`,
      );
    const parameters = callParameters(command.parameters);
    const text = await this.#service.call(command.func, command.args, parameters);
    return { text, value: new RawJson(text) };
  }

  #envs(name: string | undefined): ReplAnswer {
    const configs = this.#config.modules.map(({ config }) => config);
    const chosen = name === undefined ? configs : configs.filter((config) => config.name === name);
    if (chosen.length === 0)
      throw new CliError('BAD_ARGUMENT', `There is no module ${name}; there are ${this.modules.join(', ')}`);
    const value = Object.fromEntries(chosen.map((config) => [config.name, environment(config)]));
    return { text: JSON.stringify(value, null, 2), value };
  }

  async #stats(): Promise<ReplAnswer> {
    const memory = await this.#service.memory();
    const lines = memory.map(({ name, memorySizeBytes }) => `${name}  ${memorySizeBytes} bytes`);
    return { text: lines.join('\n'), value: memory };
  }
}

/** JSON as the service gave it: all digits of its numbers stay. */
export class RawJson {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

function environment({ envs, mappedDirs, mountedBinaries }: ModuleConfig): object {
  return { envs, folders: mappedDirs, binaries: mountedBinaries };
}
