// Writes the table of commands into docs/compatibility.md, from the command tree and packages/cli/src/reference/answers.ts. Run it
// with `npm run reference`, which builds first; a test fails while the table is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { app } from '../packages/cli/dist/app.js';
import { treeCommands } from '../packages/cli/dist/reference/command-tree.js';
import { commandsTable, withCommandsTable } from '../packages/cli/dist/reference/commands-table.js';

const page = fileURLToPath(new URL('../docs/compatibility.md', import.meta.url));
writeFileSync(page, withCommandsTable(readFileSync(page, 'utf8'), commandsTable(treeCommands(app))));
console.log(page);
