export { letBorrowersSpeak } from './borrowers.js';
export { findCanaries } from './canaries.js';
export { closeDay, goTo, instantOf } from './day.js';
export type { Provider } from './provider.js';
export { nextTimer, quiet } from './quiet.js';
export { ownedBy } from './overdue.js';
export { type Doors, tellPeople } from './requests.js';
export { letStaffCall } from './staff.js';
export { type OutreachStarter, startWorld, type World, type WorldOrder } from './world.js';
