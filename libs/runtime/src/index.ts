export * from './broker/port.js';
export * from './broker/murmur2.js';
export * from './postgres.js';
export * from './reactor/reactor.js';
export * from './reactor/lanes.js';
export * from './tokens.js';
