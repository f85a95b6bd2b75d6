import { mkdirSync, writeFileSync } from 'node:fs';
import { jsonSchemas } from './json-schema.ts';

mkdirSync('geo/schema', { recursive: true });
for (const [file, text] of Object.entries(jsonSchemas())) writeFileSync(file, text);
