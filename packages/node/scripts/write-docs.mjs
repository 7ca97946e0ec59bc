// Writes the pages that are generated from the configuration schema; run after a build.
import { mkdirSync, writeFileSync } from 'node:fs';
import { configJsonSchemaText } from '../dist/config/json-schema.js';
import { configurationPage } from '../dist/config/page.js';

const folder = new URL('../../../docs/reference/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('configuration.md', folder), configurationPage());
writeFileSync(new URL('config.schema.json', folder), configJsonSchemaText());
