import { dataCommand } from '../data-command.js';

export const aquaYml = dataCommand('YAML', async () => (await import('./handler.js')).handler);
