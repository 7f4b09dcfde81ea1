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

/** An outside firm with the papers that compliance has entered. */
export type KnownFirm = Readonly<{
  agencyId: string;
  listed: boolean;
  certified: boolean;
  documents: readonly Readonly<{ kind: string; validUntil: string }>[];
  contract: Readonly<{ from: string; until: string }>;
}>;

/** Contacts that a firm was granted in advance, as it was told. */
export type Grant = Readonly<{
  allowanceId: string;
  agencyId: string;
  loan: string;
  /** How many it has asked for, and how many it got. */
  count: number;
  granted: number;
  from: string;
  until: string;
}>;

export type Announced = Readonly<{ loan: string; agencyId: string; on: string }>;

/** The scenario's own book: whom it made, and what the provider has received. */
export type FactsBook = Readonly<{
  people: ReadonlyMap<string, KnownPerson>;
  firms: readonly KnownFirm[];
  grants: readonly Grant[];
  /** Of which loans the bank itself has told the borrower that a firm will have them, and on which day. */
  announced: readonly Announced[];
  /** Messages at the provider by the key of the notice. */
  received: Readonly<Record<string, number>>;
}>;

/** Something that no law, pack or promise of outreach allows. */
export type Finding = Readonly<{ check: string; rule: string; about: string; detail: string }>;
