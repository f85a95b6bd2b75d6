/** `npm run check`, its last part: proves the record, and that the published JSON Schema is that of the code. */
import { formatIssue } from '../src/record/parse.ts';
import { FILES } from '../src/record/schema.ts';
import { checkFolder } from './record-folder.ts';
import { RULES } from './record-rules.ts';

const issues = checkFolder('geo');
for (const issue of issues) console.error(formatIssue(issue));
if (issues.length > 0) {
  console.error(`the record: ${issues.length} ${issues.length === 1 ? 'problem' : 'problems'}`);
  process.exit(1);
}
console.log(
  `the record: ${Object.keys(FILES).length} files and the lesson, ${Object.keys(RULES).length} rules beyond the schema, no problem`,
);
