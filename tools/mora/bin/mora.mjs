#!/usr/bin/env node
// `npx mora …` from the root: the command line as it stands in source, without a build.
import '../../source/register.mjs';

await import('../src/main.ts');
