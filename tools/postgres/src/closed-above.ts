import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

const MAY_ENTER = 0o001;

/** The first folder on the way down to this one that only some users may enter; null where everybody gets through. */
export async function closedAbove(folder: string): Promise<string | null> {
  const above = dirname(resolve(folder));
  const higher = above === dirname(above) ? null : await closedAbove(above);
  if (higher !== null) return higher;
  return ((await stat(above)).mode & MAY_ENTER) === 0 ? above : null;
}
