export * from './bank.js';
export type { LedgerMessage, SourceDay } from './message.js';
export { CARD_SYSTEM, LEDGER, type Portfolio } from './portfolio.js';
export { type Answer, type Door, httpDoor } from './door.js';
export { type Patience, patiently, Weather } from './patience.js';
export { type DayReport, type DaysOptions, letDaysPass } from './run-days.js';
export * from './people/index.js';
export { BankClock } from './bank-clock.js';
