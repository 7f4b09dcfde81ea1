import type { Infrastructure } from './infrastructure.js';
import type { System } from './system.js';
import type { Term } from './term.js';

export type BannerOf = Readonly<{
  system: System;
  infrastructure: Infrastructure;
  seconds: number;
  token: string;
  /** The day that a visitor's record may be of; null where no bank is simulated, as a record would open its own day. */
  day: string | null;
  term: Term;
}>;

/** Where everything is, and a line that can be pasted to try it. */
export function banner({ system, infrastructure, seconds, token, day, term }: BannerOf): string {
  const { urls, issuer, logFile, messagesUrl } = system;
  const { brokers, kafkaBy } = infrastructure;
  const bus = brokers === null ? 'embedded, in PostgreSQL' : `Apache Kafka at ${brokers.join(',')} (by ${kafkaBy})`;
  const rows = [
    ...Object.entries(urls).map(([name, url]) => [name, `${url}   ${term.dim('API page')} ${url}/docs`]),
    ['messages that were sent', `${messagesUrl}   ${term.dim('nobody gets them')}`],
    ['issuer of tokens', `${issuer.issuer}   ${term.dim('for development only')}`],
    ['bus', bus],
    ['database', term.dim(infrastructure.databaseUrl)],
    ['log of the services', term.dim(logFile)],
  ];
  const lines = rows.map(([name, value]) => `    ${(name as string).padEnd(27)} ${value}`);
  return [
    `  ${term.green('Ready')} in ${seconds.toFixed(1)} s. Ctrl-C stops.`,
    '',
    ...lines,
    '',
    `  Try it, in another terminal ${term.dim('(the token is good for 12 hours)')}:`,
    '',
    `    TOKEN=${token}`,
    `    curl -H "Authorization: Bearer $TOKEN" ${urls['delinquency-classification']}/v1/portfolio/buckets`,
    `    npm run mora -- buckets`,
    ...(day === null ? [] : visitorLines(urls.ingestion, day, term)),
    '',
  ].join('\n');
}

/** What is sent in the name of the simulated bank is missing in its control totals, and keeps the day open. */
function visitorLines(url: string, businessdate: string, term: Term): readonly string[] {
  const about = { specversion: '1.0', id: 'visitor:1', source: 'visitor', subject: 'V-1', businessdate };
  const data = { product: 'consumer-loan', currency: 'CNY' };
  const record = JSON.stringify({ ...about, type: 'ledger.loan-registered.v1', data });
  return [
    '',
    `  A record of your own is of the source \`visitor\`, ${term.dim('for which no day waits:')}`,
    '',
    `    curl -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/cloudevents+json' ${url}/v1/ledger-events \\`,
    `      -d '${record}'`,
  ];
}
