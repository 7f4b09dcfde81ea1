/** How the header of every command is described. */
export const KEY = {
  name: 'Idempotency-Key',
  required: true,
  description: 'The same key again is given the same answer',
};
