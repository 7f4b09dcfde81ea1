export { disposableOn, type Economy, economyOf, incomeOn, shockOn } from './economy.js';
export { type Shock, type ShockKind } from './shock.js';
