/** JSON Schema of every file in geo/, from the one valibot schema. Written by `npm run schema`. */
import { toJsonSchema } from '@valibot/to-json-schema';
import { FILES } from '../src/record/schema.ts';
import { STEPS } from '../src/record/steps.ts';

/** File path → its text. */
export function jsonSchemas(): Record<string, string> {
  return Object.fromEntries(
    [...Object.values(FILES), STEPS].map(({ file, list, row }) => {
      // Checks written as code (a date that exists, min ≤ max) have no JSON Schema; `npm run check` runs them.
      const { $schema, ...item } = toJsonSchema(row, { errorMode: 'ignore' });
      const schema = {
        $schema,
        title: file,
        type: 'object',
        properties: {
          ...(file.endsWith('.geojson') ? { type: { const: 'FeatureCollection' } } : {}),
          [list]: { type: 'array', items: item },
        },
        required: [list],
      };
      return [`geo/schema/${file}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`];
    }),
  );
}
