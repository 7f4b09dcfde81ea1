/** One run over the whole workspace: one PostgreSQL and one broker serve every suite (tools/test). */
export default {
  testEnvironment: 'node',
  // Modules of a spec are never given back by the process that has loaded them (Node's vm): a worker is replaced in time.
  workerIdleMemoryLimit: '1GB',
  testMatch: ['<rootDir>/{libs,services,tools}/**/*.spec.ts'],
  setupFiles: ['<rootDir>/tools/test/src/properties.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/fixtures/'],
  modulePathIgnorePatterns: ['/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testEnvironmentOptions: { customExportConditions: ['@mora/source', 'node', 'node-addons'] },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'es6' },
      },
    ],
  },
};
