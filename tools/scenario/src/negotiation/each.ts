/** Loans that are worked on at the same time; none waits for another. */
const AT_ONCE = 8;

/** A few at a time, and all of them. */
export async function each<T>(all: readonly T[], act: (one: T) => Promise<unknown>): Promise<void> {
  const left = [...all].reverse();
  const worker = async (): Promise<void> => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) await act(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
