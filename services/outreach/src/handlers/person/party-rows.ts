type Mapped = Readonly<{ data: Readonly<Record<string, unknown>> }>;

/** A party record as a profile maps it from a row: its numbered points as the list that the contract knows. */
export function partyOfRow<R extends Mapped>(record: R): R {
  const { points } = record.data;
  const numbered = Object.entries((points ?? {}) as Record<string, Readonly<{ value?: unknown }>>);
  const list = numbered
    .filter(([, { value }]) => value !== undefined)
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map(([, point]) => point);
  return { ...record, data: { ...record.data, points: list } };
}
