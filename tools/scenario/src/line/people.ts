import type { Who } from '../requests.js';

/** Who has a case, and who agrees to what others have thought of. */
export const LAWYER: Who = { subject: 'l-1', role: 'legal' };
export const OTHER: Who = { subject: 'l-2', role: 'legal' };
export const HEAD: Who = { subject: 'tang', role: 'supervisor' };
/** Who says which buyers may buy. */
export const COMPLIANCE: Who = { subject: 'qian', role: 'compliance' };
