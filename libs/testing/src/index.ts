export * from './database.js';
export * from './broker.js';
export * from './issuer.js';
