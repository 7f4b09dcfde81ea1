import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from './config.js';
import { EXIT, Failure } from './failure.js';

export type ServiceName = 'ingestion' | 'delinquency-classification' | 'outreach' | 'negotiation' | 'legal-escalation';

/** The flags that every command has which talks to a running Mora. */
export type ConnectionFlags = Readonly<{ url?: string; token?: string; folder?: string }>;

export type Connection = Readonly<{ url: string; token: () => Promise<string> }>;

type RunFile = Readonly<{
  tenant: string;
  issuer: string;
  /** All that the token has which `npm start` prints. */
  roles: readonly string[];
  services: Readonly<Record<string, string>>;
}>;

/** Where a service is, and how to get in: by flags, else by the environment, else by what `npm start` has left. */
export async function connect(service: ServiceName, flags: ConnectionFlags, env: Environment): Promise<Connection> {
  const named = flags.url ?? urlIn(env, service);
  const token = flags.token ?? env.token;
  if (named !== undefined && token !== undefined) return { url: named, token: () => Promise.resolve(token) };
  const run = await readRunFile(flags.folder ?? env.folder, service);
  const url = named ?? run.services[service];
  if (url === undefined) throw new Failure(`The running Mora has no service ${service}.`);
  return { url, token: token === undefined ? () => developmentToken(run, run.roles) : () => Promise.resolve(token) };
}

const VARIABLES: Readonly<Record<ServiceName, string>> = {
  ingestion: 'MORA_INGESTION_URL',
  'delinquency-classification': 'MORA_CLASSIFICATION_URL',
  outreach: 'MORA_OUTREACH_URL',
  negotiation: 'MORA_NEGOTIATION_URL',
  'legal-escalation': 'MORA_LEGAL_URL',
};

function urlIn(env: Environment, service: ServiceName): string | undefined {
  switch (service) {
    case 'ingestion':
      return env.ingestionUrl;
    case 'delinquency-classification':
      return env.classificationUrl;
    case 'outreach':
      return env.outreachUrl;
    case 'negotiation':
      return env.negotiationUrl;
    case 'legal-escalation':
      return env.legalUrl;
  }
}

/** Throws Failure where nothing runs. */
export async function readRunFile(folder: string, service?: ServiceName): Promise<RunFile> {
  const text = await readFile(join(folder, 'run.json'), 'utf8').catch(() => null);
  if (text !== null) return JSON.parse(text) as RunFile;
  const ways =
    service === undefined ? 'name its --folder' : `give --url and --token, or ${VARIABLES[service]} and MORA_TOKEN`;
  throw new Failure(`No running Mora is found in ${folder}. Start one by \`npm start\`, or ${ways}.`, EXIT.usage);
}

/** A token of the development issuer, which gives anybody any role. */
export async function developmentToken(
  { issuer, tenant }: Pick<RunFile, 'issuer' | 'tenant'>,
  roles: readonly string[],
  subject = 'mora-cli',
): Promise<string> {
  const form = { grant_type: 'client_credentials', tenant, subject, roles: roles.join(',') };
  const answer = await fetch(`${issuer}/token`, { method: 'POST', body: new URLSearchParams(form) }).catch(() => null);
  if (!answer?.ok)
    throw new Failure(`The development issuer at ${issuer} does not answer. Does \`npm start\` still run?`);
  return ((await answer.json()) as { access_token: string }).access_token;
}
