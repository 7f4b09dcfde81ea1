import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { type PersonId, type TenantId, tenantOf } from '@mora/kernel';
import { CLOCK, type Clock, CONFIG, DATABASE, inTransaction, Log, Pii, requireTaken } from '@mora/runtime';
import type { OutreachConfig } from '../config.js';
import { id128 } from '../domain/ids.js';
import type { Say, Saying } from '../domain/says/commands.js';
import { FREE_TEXT, touchOf } from '../domain/says/open-say.js';
import { classifyReply } from '../domain/words-check/classify-reply.js';
import type { ReplyMeaning } from '../domain/words-check/lists.js';
import { LoanCommands } from '../handlers/loan/loan-commands.js';
import { PersonCommands } from '../handlers/person/person-commands.js';
import { loansToAnswer, noticeById, noticeByRef } from '../persistence/notices/notice.queries.js';
import { reading } from '../persistence/person/reading.js';
import { OUTREACH_POLICIES, type OutreachPolicies } from '../policies/load.js';
import { Vault } from '../vault/vault.js';
import type { Inbound, Receipt } from './provider-words.js';

export type ProviderEvent = Readonly<{
  provider: string;
  channel: 'sms' | 'email';
  /** By the provider: the same one again is the same event. */
  id: string;
  said: Receipt | Inbound;
}>;

/** What providers say of notices, and what people answer to them, as commands on the loans that they are about. */
@Injectable()
export class ProviderIntake {
  constructor(
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<OutreachConfig, 'PARTY_SOURCES'>,
    @Inject(OUTREACH_POLICIES) private readonly policies: OutreachPolicies,
    private readonly commands: LoanCommands,
    private readonly persons: PersonCommands,
    private readonly vault: Vault,
    private readonly log: Log,
  ) {}

  async take(event: ProviderEvent): Promise<void> {
    const { said } = event;
    if ('text' in said) await this.answer(event, said);
    else await this.receipt(event, said);
  }

  private async receipt({ provider, id }: ProviderEvent, said: Receipt): Promise<void> {
    const db = reading(this.pool);
    const named = said.notice === null ? null : await noticeById(db, said.notice);
    const notice = named ?? (said.ref === null ? null : await noticeByRef(db, provider, said.ref));
    if (notice === null) {
      this.log.warn('receipt-of-unknown-notice', { provider });
      return;
    }
    const { status: outcome, ref: providerRef, reason, definite } = said;
    const about = { noticeId: notice.noticeId, provider, providerRef, reason, definite };
    const command = { kind: 'receipt' as const, ...about, outcome, proofHash: null, at: said.at ?? this.clock.now() };
    // The provider may tell it again later, and of some events it never says when they were.
    await this.commands.take(notice.loanId, command, `provider/${provider}/${id}`, { system: provider }, said);
  }

  /** Whoever answers is found by where the answer comes from, and is taken at his word. */
  private async answer({ provider, channel, id }: ProviderEvent, { from, text }: Inbound): Promise<void> {
    const persons = await this.personsAt(channel, from);
    const meaning = classifyReply(text, this.policies.templates.lists.reply);
    if (persons.length === 0) this.log.warn('answer-of-nobody-known', { provider, reason: meaning });
    for (const person of persons) {
      const sayId = id128('reply', provider, id, person);
      if (meaning === 'other') await this.keep(person, sayId, text);
      await this.hear({ person, sayId, saying: sayingOf(meaning, channel), channel, provider });
    }
  }

  /**
   * About the loan that the person was last written about, by that channel if there is one; else about any that the
   * person has. What restricts and finds no loan is for the lane of the person itself: nothing is dropped.
   */
  private async hear({ person, sayId, saying, channel, provider }: Heard): Promise<void> {
    for (const { loanId, role } of await loansToAnswer(reading(this.pool), person, channel)) {
      const say: Say = { kind: 'say', sayId, personId: person, role, via: 'word', saying };
      // Told again, it may meet a loan that was written about in between.
      const answer = await this.commands.take(loanId, say, `reply/${sayId}`, { system: provider }, { sayId });
      if (!('because' in answer)) return;
    }
    const touch = touchOf(saying);
    if (touch === null) this.log.warn('answer-about-no-loan', { provider, subject: person });
    else requireTaken(await this.persons.touch(person, touch, `reply/${sayId}`));
  }

  private async personsAt(channel: 'sms' | 'email', from: string): Promise<readonly PersonId[]> {
    const tenants = new Set(this.config.PARTY_SOURCES.map((source) => source.split('=')[1] as TenantId));
    const index = channel === 'sms' ? 'phone' : 'email';
    const value = new Pii(channel === 'sms' ? from : (/<([^>]+)>/u.exec(from)?.[1] ?? from));
    const countries = this.policies.packs.countries();
    const found = await Promise.all([...tenants].map((tenant) => this.vault.find(tenant, index, value, countries)));
    return found.flat().filter((person) => tenants.has(tenantOf(person)));
  }

  /** What somebody writes is a person's own: it lies in the vault, and the stream says only that something was asked. */
  private async keep(person: PersonId, sayId: string, text: string): Promise<void> {
    const sealing = { field: `message:${sayId}`, ordinal: '', version: 1, value: new Pii(text) };
    await inTransaction(this.pool, (tx) => this.vault.seal(tx, person, [sealing]));
  }
}

type Channel = ProviderEvent['channel'];
type Heard = Readonly<{ person: PersonId; sayId: string; saying: Saying; channel: Channel; provider: string }>;

function sayingOf(meaning: ReplyMeaning, channel: Channel): Saying {
  switch (meaning) {
    case 'opt-out':
      return { says: 'opt-out', channel };
    case 'opt-out-of-all':
      return { says: 'opt-out', channel: 'all' };
    case 'cease':
      return { says: 'cease' };
    case 'other':
      return { says: 'question', topic: FREE_TEXT };
  }
}
