import type { Application, Command, CommandContext, RouteMap } from '@stricli/core';

/** A command as one writes it, without `fluence`, and what it does. */
export interface TreeCommand {
  readonly name: string;
  readonly brief: string;
}

/** All commands of a program, hidden ones too, in the order of its tree. A group that is a command too has its own name. */
export function treeCommands<Context extends CommandContext>({
  root,
}: Pick<Application<Context>, 'root'>): TreeCommand[] {
  return isGroup(root) ? commandsOf(root, []) : [{ name: '', brief: root.brief }];
}

type Target<Context extends CommandContext> = Command<Context> | RouteMap<Context>;

function isGroup<Context extends CommandContext>(target: Target<Context>): target is RouteMap<Context> {
  return 'getAllEntries' in target;
}

function commandsOf<Context extends CommandContext>(
  group: RouteMap<Context>,
  above: readonly string[],
): TreeCommand[] {
  return group.getAllEntries().flatMap(({ name, target }) => {
    const words = [...above, name['convert-camel-to-kebab']];
    if (isGroup(target)) return commandsOf(target, words);
    const written = target === group.getDefaultCommand() ? above : words;
    return [{ name: written.join(' '), brief: target.brief }];
  });
}
