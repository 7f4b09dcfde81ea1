/** What the bank still judges, or has judged against, is its own. */
export const isForBorrowers = ({ state }: Readonly<{ state: string }>): boolean =>
  state !== 'draft' && state !== 'refused';
