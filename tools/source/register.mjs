// Lets Node run the TypeScript sources as they stand: `node --import ./tools/source/register.mjs FILE.ts`.
import { register } from 'node:module';

register('./hooks.mjs', import.meta.url);
process.setSourceMapsEnabled(true);
