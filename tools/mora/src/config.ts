/** What may be said by the environment instead of by flags. This is the one place that looks at it. */
export type Environment = Readonly<{
  ingestionUrl: string | undefined;
  classificationUrl: string | undefined;
  outreachUrl: string | undefined;
  negotiationUrl: string | undefined;
  legalUrl: string | undefined;
  token: string | undefined;
  /** The folder of a running `npm start`. */
  folder: string;
  colour: boolean;
}>;

export const readEnvironment = (): Environment => ({
  ingestionUrl: set('MORA_INGESTION_URL'),
  classificationUrl: set('MORA_CLASSIFICATION_URL'),
  outreachUrl: set('MORA_OUTREACH_URL'),
  negotiationUrl: set('MORA_NEGOTIATION_URL'),
  legalUrl: set('MORA_LEGAL_URL'),
  token: set('MORA_TOKEN'),
  folder: set('MORA_FOLDER') ?? '.mora',
  colour: process.stdout.isTTY === true && set('NO_COLOR') === undefined,
});

const set = (name: string): string | undefined => process.env[name] || undefined;
