import { dataCommand } from '../data-command.js';

export const aquaJson = dataCommand('JSON', async () => (await import('./handler.js')).handler);
