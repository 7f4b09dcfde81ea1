import type { ServiceName } from '@mora/scenario';
import { Dice } from '../dice.js';

export type LineLoad = Readonly<{
  loans: number;
  days: number;
  /** The day, counted from 0, on whose morning a service is stopped. */
  stopsOn: number;
  stopDays: number;
  /** How often any service is killed in all of the days. */
  kills: number;
}>;

/** A service is killed on a day, so long after people have come to work, or after the bank has begun to book. */
export type Strike = Readonly<{ day: number; time: 'by-day' | 'at-night'; service: ServiceName; afterMs: number }>;

/** What is done to the line, all of it settled by the seed. */
export type Plan = Readonly<{
  stopped: ServiceName;
  strikes: readonly Strike[];
  /** A second process of a service reads with the first one for a few days, and is killed. */
  replica: Readonly<{ service: ServiceName; joinsOn: number; killedOn: number; afterMs: number }>;
}>;

/** By name, as a plan needs none of them: to load them takes longer than to make it. */
const NAMES: Readonly<Record<ServiceName, true>> = {
  ingestion: true,
  'delinquency-classification': true,
  outreach: true,
  negotiation: true,
  'legal-escalation': true,
};
export const ALL_SERVICES = Object.keys(NAMES) as readonly ServiceName[];
/** So many days before a service is stopped nobody agrees on anything any more: what was asked is answered by then. */
const SETTLED_DAYS = 3;
/** People work alone on the first days, so that nothing is asked of a service that has just been killed. */
const LONGEST_MS = 1_500;
const JOINS_AFTER_DAYS = 2;
const SHARES_DAYS = 3;
/** What ingestion reads of a broker is not sent in this run. */
const READING: readonly ServiceName[] = ALL_SERVICES.filter((name) => name !== 'ingestion');

/** The services that are stopped, one run each: the one that the seed names, or each in turn. */
export const stoppedIn = (seed: number, all: boolean): readonly ServiceName[] =>
  all ? ALL_SERVICES : [new Dice(seed ^ 0x57a9).pick(ALL_SERVICES)];

/** Whether people are at work on a day: until a service is about to be stopped, in every run alike. */
export const peopleWork = (day: number, { stopsOn }: Pick<LineLoad, 'stopsOn'>): boolean =>
  day < stopsOn - SETTLED_DAYS;

/** Whether the service is away at the end of a day. */
export const isAway = (day: number, { stopsOn, stopDays }: Pick<LineLoad, 'stopsOn' | 'stopDays'>): boolean =>
  day >= stopsOn && day < stopsOn + stopDays;

export function planOf(seed: number, stopped: ServiceName, load: LineLoad): Plan {
  const dice = new Dice(seed ^ (ALL_SERVICES.indexOf(stopped) + 1));
  const strikes = Array.from({ length: load.kills }, () => strikeOf(dice, stopped, load));
  const joinsOn = load.stopsOn + load.stopDays + JOINS_AFTER_DAYS;
  const replica = {
    service: dice.pick(READING.filter((name) => name !== stopped)),
    joinsOn,
    killedOn: joinsOn + SHARES_DAYS,
    afterMs: dice.between(0, LONGEST_MS),
  };
  return { stopped, strikes, replica };
}

/** Nobody kills what is stopped, and nobody is killed by day while people ask it. */
function strikeOf(dice: Dice, stopped: ServiceName, load: LineLoad): Strike {
  const day = dice.between(1, load.days - 1);
  const targets = isAway(day, load) ? ALL_SERVICES.filter((name) => name !== stopped) : ALL_SERVICES;
  const byDay = !peopleWork(day, load) && dice.happens(0.5);
  return {
    day,
    time: byDay ? 'by-day' : 'at-night',
    service: dice.pick(targets),
    afterMs: dice.between(0, LONGEST_MS),
  };
}
