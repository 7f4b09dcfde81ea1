/** Transactions that a process has taken records in, all streams together. */
export async function chunksOf(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return countIn(text);
}

const CHUNKS = /^mora_chunk_records_count\S* (\d+)/gm;

export const countIn = (text: string): number =>
  [...text.matchAll(CHUNKS)].reduce((sum, [, count]) => sum + Number(count), 0);
