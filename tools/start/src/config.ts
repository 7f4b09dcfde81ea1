/** The one place of this command that looks at the process's environment. */
export const kafkaBrokers = (): string | undefined => process.env['KAFKA_BROKERS'] || undefined;

/** Where the services send their traces, and which share of them; what is not named stays the services' own default. */
export const tracing = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'TRACE_RATIO'].flatMap((name) => {
      const value = process.env[name];
      return value ? [[name, value]] : [];
    }),
  );

export const wantsColour = (): boolean => process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined;
