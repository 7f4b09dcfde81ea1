/** Where an adapter says what happens to it. The fields are names, ids and numbers, never what a record holds. */
export type BrokerLog = (
  level: 'debug' | 'info' | 'warn' | 'error',
  message: string,
  fields: Readonly<Record<string, string | number | boolean>>,
) => void;

export const noBrokerLog: BrokerLog = () => undefined;
