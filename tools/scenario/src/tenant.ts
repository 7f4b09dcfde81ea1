/** The bank whose days pass. */
export const TENANT = 'demo';
