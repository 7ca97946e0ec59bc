// Writes docs/reference/commands.md and docs/reference/project-files.md from the command tree and the schemas of packages/cli. Run it with
// `npm run reference`, which builds first; a test fails while they are stale.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { app } from '../packages/cli/dist/app.js';
import { treeCommands } from '../packages/cli/dist/reference/command-tree.js';
import { commandsPage, helpOfCommands } from '../packages/cli/dist/reference/commands-page.js';
import { filesPage } from '../packages/cli/dist/reference/files-page.js';

const page = (name) => fileURLToPath(new URL(`../docs/reference/${name}`, import.meta.url));

writeFileSync(page('commands.md'), commandsPage(await helpOfCommands(treeCommands(app))));
writeFileSync(page('project-files.md'), filesPage());
for (const name of ['commands.md', 'project-files.md']) console.log(page(name));
