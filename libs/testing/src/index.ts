export * from './canaries.js';
export * from './database.js';
export * from './broker.js';
export * from './broker-apart.js';
export * from './issuer.js';
