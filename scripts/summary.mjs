// Prints `N passed, N failed, N skipped` from vitest's JSON report; exits 1 when there is none or no test ran.
import { readFileSync } from 'node:fs';

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const {
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: pending,
  numTodoTests: todo,
} = report;
console.log(`${passed} passed, ${failed} failed, ${pending + todo} skipped`);
if (passed + failed === 0) process.exit(1);
