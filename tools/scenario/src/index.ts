export { letBorrowersSpeak } from './borrowers.js';
export { embeddedLogOf } from './bus.js';
export { findCanaries } from './canaries.js';
export { bookDay, closeDay, goTo, instantOf } from './day.js';
export type { Provider } from './provider.js';
export { AskReader } from './negotiation/asks.js';
export { type NegotiationDoors, say } from './negotiation/doors.js';
export { alwaysTheSame, letThemNegotiate, nameApprovers, type Replies } from './negotiation/negotiators.js';
export { HeardAsks } from './line/asks.js';
export { StageBoard } from './line/board.js';
export { Lawyers } from './line/lawyers.js';
export { catchUp, close, judgeScene, openScene, type Scene, work } from './line/scene.js';
export type { Stage } from './line/stage.js';
export { type Line, nextTimer, quiet, whatMoves } from './quiet.js';
export { ownedBy } from './overdue.js';
export { type OnKafka, onKafka } from './process/on-kafka.js';
export { ServiceProcess } from './process/service-process.js';
export { ToldClock } from './process/told-clock.js';
export { type Doors, tellPeople } from './requests.js';
export { settleSays, SETTLED } from './settle-says.js';
export { letStaffCall, putIn } from './staff.js';
export { TENANT } from './tenant.js';
export {
  ALL_SERVICES,
  type ServiceName,
  type ServiceStarter,
  startWorld,
  type World,
  type WorldOrder,
} from './world.js';
