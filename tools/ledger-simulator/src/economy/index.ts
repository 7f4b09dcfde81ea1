export { disposableOn, type Economy, economyOf, incomeOn } from './economy.js';
export { type Shock, type ShockKind } from './shock.js';
