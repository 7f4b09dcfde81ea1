import { Inject, Injectable } from '@nestjs/common';
import { PARTIES_STREAM } from '@mora/contracts';
import { type TenantId } from '@mora/kernel';
import { type Actor, actsFor, type DoorAnswer, type Lanes, LANES, payloadHash, Problem } from '@mora/runtime';
import { DoorSeal } from '../../vault/door-seal.js';
import { PartySources } from './party-sources.js';
import { PersonReactor } from './person.reactor.js';
import { readStructured } from './read-party.js';

export type PartyAnswer = Readonly<{
  /** From 0, within the request. */
  position: number;
  /** The record's own id; empty where it could not be read. */
  id: string;
  outcome: 'accepted' | 'duplicate' | 'conflict' | 'held' | 'rejected';
  reason?: string;
  message?: string;
}>;

export type PartyLine = Readonly<{ json: unknown; wrong: string | null }>;

const BATCH = 500;

/** Party records that somebody hands over by HTTP, a file or a form: the same ones as on the ledger's topic. */
@Injectable()
export class PartyIntake {
  constructor(
    @Inject(LANES) private readonly lanes: Lanes,
    private readonly reactor: PersonReactor,
    private readonly sources: PartySources,
    private readonly seal: DoorSeal,
  ) {}

  /** Answers stand in the order of the lines. What is rejected is not kept: it may be anybody's. */
  async take(lines: readonly PartyLine[], actor: Actor): Promise<readonly PartyAnswer[]> {
    if (!this.lanes.serving) throw new Problem(503, 'starting', 'The service starts; send the same again in a moment.');
    const answers: PartyAnswer[] = [];
    for (let at = 0; at < lines.length; at += BATCH) {
      answers.push(...(await this.takeBatch(lines.slice(at, at + BATCH), at, actor)));
    }
    return answers;
  }

  private async takeBatch(lines: readonly PartyLine[], from: number, actor: Actor): Promise<PartyAnswer[]> {
    const read = lines.map((line, n) => this.read(line, from + n, actor));
    const items = read.flatMap((one) => ('item' in one ? [one.item] : []));
    const taken = await this.lanes.take(this.reactor, items, { refusals: 'wait' });
    let nth = 0;
    return read.map((one) => ('answer' in one ? one.answer : answered(one, taken[nth++] as DoorAnswer)));
  }

  private read({ json, wrong }: PartyLine, position: number, actor: Actor) {
    const id = idIn(json);
    const rejected = (reason: string, message: string) => ({
      answer: { position, id, outcome: 'rejected' as const, reason, message },
    });
    if (wrong !== null) return rejected(wrong, 'the line cannot be read');
    const reading = readStructured(json, this.sources);
    if (reading.kind === 'unreadable') return rejected(reading.because, reading.detail);
    const tenant = reading.subject.slice(0, reading.subject.indexOf(':')) as TenantId;
    if (!actsFor(actor, tenant)) return rejected('tenant-not-yours', 'source belongs to another tenant than the token');
    const text = Buffer.from(JSON.stringify(json));
    const item = {
      id: reading.id,
      subject: reading.subject,
      event: reading.event,
      type: reading.type ?? '',
      door: PARTIES_STREAM,
      hash: payloadHash(text),
      bytes: this.seal.seal(text),
    };
    return { item, position, id };
  }
}

type Read = Readonly<{ position: number; id: string }>;

function answered({ position, id }: Read, answer: DoorAnswer): PartyAnswer {
  switch (answer.kind) {
    case 'taken':
      return { position, id, outcome: 'accepted' };
    case 'duplicate':
      return { position, id, outcome: 'duplicate' };
    case 'conflict':
      return { position, id, outcome: 'conflict', reason: 'conflict', message: 'id came before with another body' };
    case 'held':
      return { position, id, outcome: 'held', reason: answer.because, message: answer.detail ?? '' };
    case 'refused':
      return { position, id, outcome: 'rejected', reason: answer.because, message: answer.detail ?? '' };
  }
}

function idIn(json: unknown): string {
  const id = (json as { id?: unknown } | null)?.id;
  return typeof id === 'string' ? id.slice(0, 200) : '';
}
