export * from './fixtures/events.js';
export * from './fixtures/story.js';
export * from './fixtures/world.js';
