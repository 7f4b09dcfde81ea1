import { type JestResults, verdict } from './verdict.js';

const suite = (over: Partial<JestResults['testResults'][number]>) => ({
  name: '/srv/mora/libs/kernel/src/money.spec.ts',
  status: 'passed',
  message: '',
  assertionResults: [],
  ...over,
});
const results = (over: Partial<JestResults>): JestResults => ({
  numPassedTests: 3,
  numFailedTests: 0,
  numRuntimeErrorTestSuites: 0,
  testResults: [suite({})],
  ...over,
});

it('the last line says how many passed and how many failed', () => {
  expect(verdict(results({}), '/srv/mora')).toEqual(['3 passed, 0 failed']);
});

it('a suite that could not be run counts as a failure', () => {
  const lines = verdict(results({ numFailedTests: 2, numRuntimeErrorTestSuites: 1 }), '/srv/mora');
  expect(lines).toEqual(['3 passed, 3 failed']);
});

it('a run that left no results is a failure', () => {
  expect(verdict(null, '/srv/mora')).toEqual(['0 passed, 1 failed']);
});

it.each(['pending', 'skipped', 'todo', 'disabled'])('a %s spec is printed with its reason and counted', (status) => {
  const fullName = 'keeps order, because there is no Java here';
  const assertionResults = [
    { fullName, ancestorTitles: [], status },
    { fullName: 'x', ancestorTitles: [], status: 'passed' },
  ];
  const lines = verdict(results({ testResults: [suite({ assertionResults })] }), '/srv/mora');
  expect(lines).toEqual([`skipped 1: libs/kernel/src/money.spec.ts: ${fullName}`, '3 passed, 0 failed, 1 skipped']);
});

it('a group that is skipped as a whole says once why, and how many it holds', () => {
  const group = 'a real broker, because there is no Java here';
  const assertionResults = ['keeps order', 'loses nothing'].map((name) => ({
    fullName: `${group} ${name}`,
    ancestorTitles: [group],
    status: 'pending',
  }));
  const lines = verdict(results({ testResults: [suite({ assertionResults })] }), '/srv/mora');
  expect(lines).toEqual([`skipped 2: libs/kernel/src/money.spec.ts: ${group}`, '3 passed, 0 failed, 2 skipped']);
});
