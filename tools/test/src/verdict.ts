/** What Jest writes down about one run, as far as the closing line needs it (`jest --json --outputFile`). */
export type JestResults = Readonly<{
  numPassedTests: number;
  numFailedTests: number;
  numRuntimeErrorTestSuites: number;
  testResults: readonly SuiteResult[];
}>;

export type SuiteResult = Readonly<{
  name: string;
  status: string;
  message: string;
  assertionResults: readonly Readonly<{ fullName: string; ancestorTitles: readonly string[]; status: string }>[];
}>;

const SKIPPED = new Set(['pending', 'skipped', 'todo', 'disabled']);

/**
 * The last lines of a run: what was skipped, by the title that says why (a whole group once), then the count.
 * A suite that never came to its specs counts as one that failed; no results at all, as one failure.
 */
export function verdict(results: JestResults | null, root: string): readonly string[] {
  if (results === null) return ['0 passed, 1 failed'];
  const skipped = results.testResults.flatMap((suite) => skippedIn(suite, root));
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  const counts = [`${results.numPassedTests} passed`, `${failed} failed`];
  if (skipped.length > 0) counts.push(`${skipped.length} skipped`);
  const times = new Map<string, number>();
  for (const line of skipped) times.set(line, (times.get(line) ?? 0) + 1);
  return [...[...times].map(([line, count]) => `skipped ${count}: ${line}`), counts.join(', ')];
}

function skippedIn(suite: SuiteResult, root: string): readonly string[] {
  const file = suite.name.startsWith(`${root}/`) ? suite.name.slice(root.length + 1) : suite.name;
  return suite.assertionResults
    .filter(({ status }) => SKIPPED.has(status))
    .map(({ fullName, ancestorTitles }) => `${file}: ${ancestorTitles[0] ?? fullName}`);
}
