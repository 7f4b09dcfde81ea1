import { type Check, isDomain, isSource, isSpec, lineCheck, speaksOfRules } from './check.js';

const production = (path: string) => isSource(path) && !isSpec(path) && !speaksOfRules(path);
const MARK = ['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X'].join('|');

export const noClockInDomain: Check = lineCheck({
  applies: (path) => isDomain(path) && !isSpec(path),
  forbidden: /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.|\bprocess\.hrtime\b/,
  instead: 'domain/ has no clock: take `now` or `openDay` as a value, or the business date of the event',
});

export const noChanceInDomain: Check = lineCheck({
  applies: isDomain,
  forbidden: /\bMath\.random\b|\brandom(UUID|Bytes|Int)\b/,
  instead: 'domain/ throws no dice, its specs neither: derive ids from the cause, seed what must vary',
});

export const noConsole: Check = lineCheck({
  applies: (path) => isSource(path) && !speaksOfRules(path),
  forbidden: /\bconsole\.\w/,
  instead: 'no console: services log through the logger of @mora/runtime, tools write to process.stdout',
});

export const noAny: Check = lineCheck({
  applies: (path) => path.endsWith('.ts') && !speaksOfRules(path),
  forbidden: /[:<|,(]\s*any\b\s*[;,)>\]|=[]|\bas any\b|@ts-(ignore|nocheck)/,
  instead: 'no any: say what is known of it, or `unknown` and check it',
});

export const noStrayEnvironment: Check = lineCheck({
  applies: (path) => production(path) && !/^tools\/|^libs\/testing\/|\/config(\.ts$|\/)|\.config\.(ts|mjs)$/.test(path),
  forbidden: /\bprocess\.env\b/,
  instead: 'only config.ts reads the environment: parse it once there and pass the value in',
});

export const noLeftovers: Check = lineCheck({
  applies: (path) => (isSource(path) || path.endsWith('.md')) && !speaksOfRules(path),
  forbidden: new RegExp(`\\b(${MARK})\\b`),
  instead: 'no marks for later: do it, or open an issue and say what is missing in words',
  in: 'text',
});

export const noLonelySpec: Check = lineCheck({
  applies: (path) => isSpec(path) && !speaksOfRules(path),
  forbidden: /\b(it|test|describe)\.only\b|\b(fit|fdescribe)\(/,
  instead: 'one spec that runs alone hides all the others: take `.only` away',
});

export const skippedSpecsSayWhy: Check = lineCheck({
  applies: (path) => isSpec(path) && !speaksOfRules(path),
  forbidden: /\b(it|test|describe)\.(skip|todo)\((?!.*\bbecause\b)/,
  instead: 'a skipped spec says why in its title: `… because …`',
});

export const noPlaceOfOneMachine: Check = lineCheck({
  applies: (path) => !speaksOfRules(path),
  forbidden:
    /(?<![\w.$}/-])\/(work|root|Users|home\/[a-z]+)\/|\bhttps?:\/\/[^/\s'"]*(registry|artifactory|nexus|mirror)[^/\s'"]*/,
  instead: 'no path of one machine and no address of a registry: the project is built elsewhere too',
  in: 'text',
});

export const noRoomForEverything: Check = (files) =>
  files
    .filter(({ path }) => /(^|\/)(utils?|common|helpers?|misc|shared)(\/|\.ts$)/.test(path))
    .map(({ path }) => `${path}: name the file for what is in it; a room for everything is a room for nothing`);
