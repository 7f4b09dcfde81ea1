import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { type PersonId, type TenantId, tenantOf } from '@mora/kernel';
import { CLOCK, type Clock, CONFIG, DATABASE, inTransaction, Log, Pii } from '@mora/runtime';
import type { OutreachConfig } from '../config.js';
import { id128 } from '../domain/ids.js';
import type { Say } from '../domain/says/commands.js';
import { classifyReply } from '../domain/words-check/classify-reply.js';
import { LoanCommands } from '../handlers/loan/loan-commands.js';
import { lastWrittenTo, noticeById, noticeByRef } from '../persistence/notices/notice.queries.js';
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

  /** Whoever answers is found by where the answer comes from, and is taken at his word for the loan last written about. */
  private async answer({ provider, channel, id }: ProviderEvent, { from, text }: Inbound): Promise<void> {
    const persons = await this.personsAt(channel, from);
    for (const person of persons) {
      const about = await lastWrittenTo(reading(this.pool), person, channel);
      if (about === null) continue;
      const sayId = id128('reply', provider, id, person);
      const isOptOut = classifyReply(text, this.policies.templates.lists.reply) === 'opt-out';
      if (!isOptOut) await this.keep(person, sayId, text);
      const say: Say = {
        kind: 'say',
        sayId,
        personId: person,
        role: about.role,
        via: 'word',
        saying: isOptOut ? { says: 'opt-out', channel } : { says: 'question', topic: 'free-text' },
      };
      // Told again, it may meet a loan that was written about in between.
      await this.commands.take(about.loanId, say, `reply/${sayId}`, { system: provider }, { sayId });
    }
    if (persons.length === 0) this.log.warn('answer-of-nobody-known', { provider });
  }

  private async personsAt(channel: 'sms' | 'email', from: string): Promise<readonly PersonId[]> {
    const tenants = new Set(this.config.PARTY_SOURCES.map((source) => source.split('=')[1] as TenantId));
    const index = channel === 'sms' ? 'phone' : 'email';
    const value = new Pii(channel === 'sms' ? from : (/<([^>]+)>/u.exec(from)?.[1] ?? from));
    const found = await Promise.all([...tenants].map((tenant) => this.vault.find(tenant, index, value)));
    return found.flat().filter((person) => tenants.has(tenantOf(person)));
  }

  /** What somebody writes is a person's own: it lies in the vault, and the stream says only that something was asked. */
  private async keep(person: PersonId, sayId: string, text: string): Promise<void> {
    const sealing = { field: `message:${sayId}`, ordinal: '', version: 1, value: new Pii(text) };
    await inTransaction(this.pool, (tx) => this.vault.seal(tx, person, [sealing]));
  }
}
