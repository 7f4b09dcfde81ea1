import type { Environment } from './config.js';
import { connect, type Connection, type ConnectionFlags, type ServiceName } from './connection.js';
import { EXIT, Failure } from './failure.js';
import { ask, Missing } from './http.js';

/** A service that is asked, with the name that its rows get. */
export type Place = Readonly<{ service: string; connection: Connection }>;
export type PlaceFlags = ConnectionFlags & Readonly<{ service?: ServiceName }>;

const SERVICES: readonly ServiceName[] = [
  'ingestion',
  'delinquency-classification',
  'outreach',
  'negotiation',
  'legal-escalation',
];

/** Every service; only one where --service or --url says which. */
export async function placesOf({ service, ...flags }: PlaceFlags, env: Environment): Promise<readonly Place[]> {
  if (service !== undefined && !SERVICES.includes(service)) {
    throw new Failure(`There is no service ${service}. There are ${SERVICES.join(', ')}.`, EXIT.usage);
  }
  const named = service ?? (flags.url === undefined ? null : 'delinquency-classification');
  const label = service ?? flags.url;
  if (named !== null) return [{ service: label ?? named, connection: await connect(named, flags, env) }];
  return Promise.all(SERVICES.map(async (name) => ({ service: name, connection: await connect(name, flags, env) })));
}

/** The places that have it, each with what it says of it. Throws Failure where none has. */
export async function whoHas<T extends object>(
  places: readonly Place[],
  path: string,
): Promise<readonly (Place & { found: T })[]> {
  const answers = await Promise.allSettled(places.map(({ connection }) => ask<T>(connection, path)));
  const having = places.flatMap((place, n) => {
    const answer = answers[n] as PromiseSettledResult<T>;
    if (answer.status === 'fulfilled') return [{ ...place, found: answer.value }];
    if (answer.reason instanceof Missing) return [];
    throw answer.reason;
  });
  const [first] = answers;
  if (having.length === 0 && first?.status === 'rejected') throw first.reason;
  return having;
}

/** The one place that has it: what is done to one thing must not be done to its namesake in another service. */
export async function theOne<T extends object>(
  places: readonly Place[],
  path: string,
  what: string,
): Promise<Place & { found: T }> {
  const [one, other] = await whoHas<T>(places, path);
  if (other === undefined) return one as Place & { found: T };
  throw new Failure(`${what} is in ${one?.service} and in ${other.service}: name one by --service.`, EXIT.usage);
}
