import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Contact, ContactResolution, NetworkInit } from '@noctiluca/network';
import { repository } from './command.js';

/** What can be asked of the process; see networks-process.mjs. `variant` names one of its networks. */
interface Commands {
  start(argument: {
    variant: string;
    init: Partial<Pick<NetworkInit, 'listen' | 'bootstrapNodes' | 'muxers'>>;
  }): { peerId: string; addresses: string[] };
  known(argument: { variant: string }): number;
  find(argument: { variant: string; peerId: string }): ContactResolution;
  send(argument: { variant: string; contact: Contact; script: string }): { id: string; status: string };
  receive(argument: { variant: string }): { id: string; from: string };
}

export interface NetworksProcess {
  readonly pid: number;
  ask<Name extends keyof Commands>(
    command: Name,
    argument: Parameters<Commands[Name]>[0],
  ): Promise<ReturnType<Commands[Name]>>;
  stop(): Promise<void>;
}

interface Reply {
  readonly request: number;
  readonly result?: unknown;
  readonly error?: string;
}

/** Starts a process that holds networks, so that peers share neither memory nor an address book. */
export function startNetworksProcess(): NetworksProcess {
  const child = fork(path.join(repository, 'test', 'utils', 'networks-process.mjs'), [], { execArgv: [] });
  const open = new Map<number, { resolve: (value: never) => void; reject: (cause: Error) => void }>();
  let requests = 0;
  child.on('message', ({ request, result, error }: Reply) => {
    const { resolve, reject } = open.get(request)!;
    open.delete(request);
    if (error === undefined) resolve(result as never);
    else reject(new Error(error));
  });
  child.once('exit', (code, signal) => {
    for (const { reject } of open.values()) reject(new Error(`the process ended with ${signal ?? code}`));
  });
  return {
    pid: child.pid!,
    ask: (command, argument) =>
      new Promise((resolve, reject) => {
        const request = ++requests;
        open.set(request, { resolve, reject });
        child.send({ request, command, argument });
      }),
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
