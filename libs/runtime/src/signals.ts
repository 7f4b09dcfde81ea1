/** What the machinery tells whoever watches it. Names and numbers only; nothing of what a record holds. */
export interface Signals {
  chunk(of: Readonly<{ stream: string; partition: number; records: number; seconds: number }>): void;
  duplicates(count: number): void;
  conflicts(count: number): void;
  deadLetter(reason: string): void;
  held(reason: string): void;
  /** Somebody must look. The fields are ids and reason codes. */
  alarm(name: string, fields: Readonly<Record<string, string | number>>): void;
}

export const silent: Signals = {
  chunk: () => undefined,
  duplicates: () => undefined,
  conflicts: () => undefined,
  deadLetter: () => undefined,
  held: () => undefined,
  alarm: () => undefined,
};
