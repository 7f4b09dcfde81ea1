/** What the scenario knows of a person by itself: it made them. */
export type KnownPerson = Readonly<{
  personId: string;
  jurisdiction: string;
  /** Null where the bank does not know it, so that nobody may be contacted. */
  timeZone: string | null;
  /** Other hours than usual that the person has agreed to. */
  hours: string | null;
  robotCalls: boolean;
}>;

/** The scenario's own book: whom it made, and what the provider has received. */
export type FactsBook = Readonly<{
  people: ReadonlyMap<string, KnownPerson>;
  /** Messages at the provider by the key of the notice. */
  received: Readonly<Record<string, number>>;
}>;

/** Something that no law, pack or promise of outreach allows. */
export type Finding = Readonly<{ check: string; rule: string; about: string; detail: string }>;
