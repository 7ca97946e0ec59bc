import type { z } from 'zod';
import { didYouMean, nearest } from './nearest.js';
import { keysAt } from './unknown-keys.js';

/** What is wrong with a value, a line each; of a key that is unknown also what was likely meant. */
export function issueLines(schema: z.ZodType, { issues }: z.ZodError): string[] {
  return issues.flatMap((issue) => {
    const place = issue.path.join('.');
    if (issue.code !== 'unrecognized_keys')
      return [place === '' ? issue.message : `${place}: ${issue.message}`];
    const known = keysAt(schema, issue.path.map(String));
    return issue.keys.map((key) => {
      const whole = [...issue.path, key].join('.');
      return `unknown key '${whole}'${didYouMean(nearest(key, known))}`;
    });
  });
}
