import { CliError } from '../../errors.js';
import { printing } from '../../output/result.js';

export const handler = printing(async () => {
  throw new CliError(
    'NOT_HERE',
    'This program does not update itself: run "npm install -g @noctiluca/cli@latest"',
  );
});
