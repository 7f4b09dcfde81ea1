/** The one place of this command that looks at the process's environment. */
export const kafkaBrokers = (): string | undefined => process.env['KAFKA_BROKERS'] || undefined;

export const wantsColour = (): boolean => process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined;
