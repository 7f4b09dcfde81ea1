import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

const KERNEL = 'kind:kernel';
const LOAN_MATHS = 'kind:loan-maths';
const CONTRACTS = 'kind:contracts';
const RUNTIME = 'kind:runtime';
const VAULT = 'kind:vault';
const CALENDARS = 'kind:calendars';
const TESTING = 'kind:testing';
const SERVICE = 'kind:service';
const TOOL = 'kind:tool';

const SPECS = ['**/*.spec.ts', '**/fixtures.ts', '**/fixtures/**/*.ts', 'services/*/test/**/*.ts'];
/** The tools that run services; all the others must do without. */
const SERVICE_RUNNERS = ['start', 'mora', 'benchmarks', 'faults', 'scenario'];

/** Which kind of package may import which, and which packages of npm. */
const arrows = (kinds) => [
  'error',
  {
    allow: [],
    banTransitiveDependencies: false,
    // Specs of the runtime use the test help that is built on it; production code may not import test help at all.
    ignoredCircularDependencies: ['kernel', 'contracts', 'runtime'].map((lib) => [`@mora/${lib}`, '@mora/testing']),
    enforceBuildableLibDependency: false,
    depConstraints: Object.entries(kinds).map(([sourceTag, constraint]) => ({ sourceTag, ...constraint })),
  },
];
const only = (...tags) => ({ onlyDependOnLibsWithTags: tags });

const PRODUCTION = {
  [KERNEL]: { ...only(), allowedExternalImports: [] },
  [LOAN_MATHS]: { ...only(KERNEL), allowedExternalImports: [] },
  [CONTRACTS]: { ...only(KERNEL), allowedExternalImports: ['@sinclair/typebox', 'ajv', 'ajv/dist/*', 'ajv-formats'] },
  [RUNTIME]: only(KERNEL, CONTRACTS),
  [VAULT]: only(KERNEL, RUNTIME),
  [CALENDARS]: only(KERNEL, CONTRACTS),
  [TESTING]: only(KERNEL, CONTRACTS, RUNTIME, TOOL),
  [SERVICE]: only(KERNEL, LOAN_MATHS, CONTRACTS, RUNTIME, VAULT, CALENDARS),
  [TOOL]: only(KERNEL, LOAN_MATHS, CONTRACTS, RUNTIME, VAULT, CALENDARS, TESTING, SERVICE, TOOL),
};
const IN_SPECS = {
  [KERNEL]: { ...only(), allowedExternalImports: ['@jest/globals', 'fast-check'] },
  [LOAN_MATHS]: {
    ...only(KERNEL),
    allowedExternalImports: ['@jest/globals', 'fast-check', 'decimal.js', 'financial'],
  },
  [CONTRACTS]: only(KERNEL, TESTING),
  [RUNTIME]: only(KERNEL, CONTRACTS, TESTING, TOOL),
  [VAULT]: only(KERNEL, CONTRACTS, RUNTIME, TESTING, TOOL),
  [CALENDARS]: PRODUCTION[CALENDARS],
  [TESTING]: PRODUCTION[TESTING],
  [SERVICE]: only(KERNEL, LOAN_MATHS, CONTRACTS, RUNTIME, VAULT, CALENDARS, TESTING, TOOL),
  [TOOL]: PRODUCTION[TOOL],
};

const DRIVERS = '^(pg|pg-[^/]+|typeorm|kafkajs)(/|$)';
const kafkaClient = {
  regex: '^kafkajs(/|$)',
  message: 'Only libs/runtime/src/broker/kafkajs may know the Kafka client; use the Broker port of @mora/runtime.',
};
const restrict = (...patterns) => ({
  'no-restricted-imports': 'off',
  '@typescript-eslint/no-restricted-imports': ['error', { patterns }],
});

const noEnvironment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Only config.ts reads the environment: parse it once there and pass the value in.',
};
const noEnvironmentByName = {
  selector: "ImportDeclaration[source.value=/^(node:)?process$/] > ImportSpecifier[imported.name='env']",
  message: 'Only config.ts reads the environment: parse it once there and pass the value in.',
};
const noClock = {
  selector:
    "CallExpression[callee.object.name='Date'][callee.property.name='now'], NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.object.name='performance']",
  message: 'domain/ has no clock: time is a message, `now` and `openDay` are values that decide() is given.',
};
const noChance = {
  selector:
    "CallExpression[callee.object.name='Math'][callee.property.name='random'], CallExpression[callee.object.name='crypto']",
  message: 'domain/ has no randomness: ids come from the id of the cause, so that a replay mints the same ones.',
};
const noReveal = {
  selector: "CallExpression[callee.property.name='reveal']",
  message:
    'domain/ passes on what is personal and never looks at it: only the vault, a sender and an answer reveal it.',
};

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.nx/**', '.mora/**', 'coverage/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.recommended,
  ...nx.configs['flat/base'],
  {
    files: ['**/*.ts'],
    rules: {
      '@nx/enforce-module-boundaries': arrows(PRODUCTION),
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', noEnvironment, noEnvironmentByName],
      ...restrict(kafkaClient),
    },
  },
  // Who reads the environment: a service's config, a tool's start, and specs, which are told where their servers are.
  {
    files: [
      '**/config.ts',
      '**/*.config.ts',
      'libs/runtime/src/service/config/**/*.ts',
      'libs/testing/src/**/*.ts',
      'tools/**/*.ts',
      ...SPECS,
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
  { files: ['libs/runtime/src/broker/kafkajs/**/*.ts', 'libs/runtime/src/broker/*.spec.ts'], rules: restrict() },
  {
    files: ['libs/kernel/src/**/*.ts'],
    ignores: SPECS,
    rules: restrict({
      regex: '^[^.]',
      message: 'The kernel imports nothing: what needs a package is not a word of the field.',
    }),
  },
  // Pure as a domain; its `shipped/` is the one room that reads files.
  {
    files: ['libs/loan-maths/src/**/*.ts'],
    ignores: ['libs/loan-maths/src/shipped/**', ...SPECS],
    rules: {
      'no-restricted-syntax': ['error', noEnvironment, noEnvironmentByName, noClock, noChance],
      ...restrict({
        regex: '^(?!@mora/kernel$|\\.(?!.*/shipped/))',
        message: 'Loan maths imports @mora/kernel and its siblings only: it computes, and whoever calls it reads.',
      }),
    },
  },
  {
    files: ['services/*/src/domain/**/*.ts'],
    ignores: SPECS,
    rules: {
      'no-restricted-syntax': ['error', noEnvironment, noEnvironmentByName, noClock, noChance, noReveal],
      ...restrict(
        {
          regex: '^(?!@mora/(?:kernel|loan-maths)$|\\.)',
          message:
            'domain/ imports @mora/kernel, @mora/loan-maths and its siblings only: hand it values, keep machinery in handlers/.',
        },
        {
          regex: '^\\.\\./(?:\\.\\./)*(?:handlers|persistence|gateways|http)/',
          message: 'domain/ imports @mora/kernel and its siblings only: the arrow points from the other rooms to it.',
        },
      ),
    },
  },
  {
    files: ['services/*/src/handlers/**/*.ts'],
    ignores: SPECS,
    rules: restrict({
      regex: DRIVERS,
      allowTypeImports: true,
      message: 'handlers/ never imports a driver: SQL and rows belong to persistence/, records to @mora/runtime.',
    }),
  },
  {
    files: SPECS,
    rules: { '@nx/enforce-module-boundaries': arrows(IN_SPECS), '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['tools/*/src/**/*.ts'],
    ignores: SERVICE_RUNNERS.map((tool) => `tools/${tool}/**`),
    rules: restrict(kafkaClient, {
      group: [
        '@mora/ingestion',
        '@mora/delinquency-classification',
        '@mora/outreach',
        '@mora/negotiation',
        '@mora/legal-escalation',
      ],
      message: `Of the tools only ${SERVICE_RUNNERS.join(', ')} may run a service; talk to its public doors.`,
    }),
  },
  {
    files: ['tools/ledger-simulator/src/**/*.ts'],
    ignores: SPECS,
    rules: restrict(kafkaClient, {
      regex: '^@mora/(?!kernel$|contracts$)',
      message: 'The simulated bank knows what a bank knows: @mora/kernel and @mora/contracts, and the public doors.',
    }),
  },
  {
    files: ['checker', 'negotiation-checker', 'line-checker'].map((one) => `tools/scenario/src/${one}/**/*.ts`),
    ignores: SPECS,
    rules: restrict(kafkaClient, {
      regex: '^@mora/(?!kernel$|contracts$)',
      message:
        'A checker judges the services on a code path of its own: @mora/kernel, @mora/contracts and what it reads.',
    }),
  },
  { files: ['**/*.mjs'], rules: { '@nx/enforce-module-boundaries': 'off' } },
);
