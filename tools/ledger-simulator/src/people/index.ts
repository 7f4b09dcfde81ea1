export { Behaviour, type CallOutcome, type Promised, type VisitOutcome, type Word } from './behaviour.js';
export { partiesHeartbeat, partiesRecords, PEOPLE_SYSTEM } from './parties-records.js';
export { peopleOf, type Person } from './person.js';
