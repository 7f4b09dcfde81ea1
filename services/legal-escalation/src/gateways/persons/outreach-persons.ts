import { z } from 'zod';
import type { PersonId } from '@mora/kernel';
import { Pii } from '@mora/runtime';

/** What a court paper says of somebody, hidden until it is printed; what is not known is null. */
export type PersonNamed = Readonly<{
  name: Pii<string>;
  idNumber: Pii<string> | null;
  address: Pii<string> | null;
  phone: Pii<string> | null;
}>;

/** How much of somebody a paper says: whom it is against, or only who that is. */
export type Wanted = 'party' | 'name';

export type NoPerson = Readonly<{
  kind: 'refused';
  because: 'person-erased' | 'person-unknown' | 'names-not-yours' | 'names-not-available';
}>;

/** Who asks, as the token says that they have sent us: outreach keeps who has seen whose name. */
export type AskedBy = Readonly<{ authorization: string; reference: string }>;

const PURPOSE = 'court-document';
const DEADLINE_MS = 5_000;

const point = z.object({ id: z.string(), kind: z.string(), preferred: z.boolean(), dead: z.boolean() });
const standing = z.object({ points: z.array(point) });
const asked = z.object({ fields: z.record(z.string(), z.string()) });
type Point = z.infer<typeof point>;

/**
 * Asks outreach, which alone keeps people, for the names that a court paper must bear. Nothing of the answer is kept, and
 * nothing of it is in any error: what went wrong is one of four words.
 */
export class OutreachPersons {
  constructor(
    private readonly url: string | undefined,
    private readonly deadlineMs: number = DEADLINE_MS,
  ) {}

  async named(person: PersonId, by: AskedBy, wanted: Wanted = 'party'): Promise<PersonNamed | NoPerson> {
    const path = `/v1/persons/${encodeURIComponent(person)}`;
    const places = wanted === 'name' ? NO_PLACES : await this.places(path, by);
    if ('kind' in places) return places;
    const { address, phone } = places;
    const fields = [
      'name',
      ...(wanted === 'name' ? [] : ['idNumber']),
      ...[address, phone].filter((one) => one !== null),
    ];
    const told = await this.ask(`${path}/fields`, by.authorization, asked, {
      fields,
      purpose: PURPOSE,
      reference: by.reference,
    });
    if ('kind' in told) return told;
    const { name, idNumber } = told.fields;
    if (name === undefined) return refused('person-unknown');
    return {
      name: new Pii(name),
      idNumber: hidden(idNumber),
      address: hidden(address === null ? undefined : told.fields[address]),
      phone: hidden(phone === null ? undefined : told.fields[phone]),
    };
  }

  /** Which fields hold where somebody lives, and by which number they are called. */
  private async places(path: string, by: AskedBy): Promise<Places | NoPerson> {
    const known = await this.ask(path, by.authorization, standing);
    if ('kind' in known) return known;
    return { address: pointFor(known.points, ['address']), phone: pointFor(known.points, ['mobile', 'phone']) };
  }

  private async ask<T>(
    path: string,
    authorization: string,
    answer: z.ZodType<T>,
    body?: object,
  ): Promise<T | NoPerson> {
    if (this.url === undefined) return refused('names-not-available');
    try {
      const response = await fetch(`${this.url.replace(/\/$/, '')}${path}`, {
        ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
        headers: { authorization, 'content-type': 'application/json' },
        // The token goes to outreach and to nobody whom an answer names.
        redirect: 'error',
        signal: AbortSignal.timeout(this.deadlineMs),
      });
      if (!response.ok) return refused(REFUSALS[response.status] ?? 'names-not-available');
      const read = answer.safeParse(await response.json());
      return read.success ? read.data : refused('names-not-available');
    } catch {
      return refused('names-not-available'); // the error may quote what was answered
    }
  }
}

type Places = Readonly<{ address: string | null; phone: string | null }>;
const NO_PLACES: Places = { address: null, phone: null };

const REFUSALS: Readonly<Record<number, NoPerson['because']>> = {
  401: 'names-not-yours',
  403: 'names-not-yours',
  404: 'person-unknown',
  410: 'person-erased',
};

const refused = (because: NoPerson['because']): NoPerson => ({ kind: 'refused', because });

const hidden = (value: string | undefined): Pii<string> | null => (value === undefined ? null : new Pii(value));

/** The field of a point that leads somewhere, first the one that the person prefers. */
function pointFor(points: readonly Point[], kinds: readonly string[]): string | null {
  const alive = points.filter(({ kind, dead }) => kinds.includes(kind) && !dead);
  const found = alive.find(({ preferred }) => preferred) ?? alive[0];
  return found === undefined ? null : `point/${found.id}`;
}
