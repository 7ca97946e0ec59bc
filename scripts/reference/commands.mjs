// From the command tree and the schemas of packages/cli; the table of docs/compatibility.md also from its `reference/answers.ts`.
import { readFileSync } from 'node:fs';
import { app } from '../../packages/cli/dist/app.js';
import { treeCommands } from '../../packages/cli/dist/reference/command-tree.js';
import { commandsPage, helpOfCommands } from '../../packages/cli/dist/reference/commands-page.js';
import { commandsTable, withCommandsTable } from '../../packages/cli/dist/reference/commands-table.js';
import { filesPage } from '../../packages/cli/dist/reference/files-page.js';

const compatibility = new URL('../../docs/compatibility.md', import.meta.url);

export async function pages() {
  const commands = treeCommands(app);
  return {
    'reference/commands.md': commandsPage(await helpOfCommands(commands)),
    'reference/project-files.md': filesPage(),
    'compatibility.md': withCommandsTable(readFileSync(compatibility, 'utf8'), commandsTable(commands)),
  };
}
