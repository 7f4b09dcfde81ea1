export { loadCalendars, shippedCalendars } from './calendars.js';
