import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import type { CalendarDate } from '@mora/kernel';
import { CLOCK, type Clock, CONFIG, DATABASE, inTransaction, Pii } from '@mora/runtime';
import type { OutreachConfig } from '../config.js';
import { localOf } from '../domain/gate/local-time.js';
import type { Language, TemplateRef } from '../domain/notices/commands.js';
import { SURVEY_STEP } from '../domain/people/survey-asks.js';
import { valuesOf } from '../domain/words-check/readable.js';
import { LANGUAGES, partsOf, type Template } from '../domain/words-check/template.js';
import type { FailReason, Outgoing } from '../gateways/channel-port.js';
import type { NoticeView } from '../persistence/notices/notice.queries.js';
import { makeSurveyLink } from '../persistence/notices/survey-links.js';
import { makeLink } from '../persistence/notices/opt-out-links.js';
import { publishedOn } from '../persistence/notices/template.store.js';
import { Persons } from '../persistence/person/persons.js';
import { reading } from '../persistence/person/reading.js';
import { OUTREACH_POLICIES, type OutreachPolicies } from '../policies/load.js';
import { hashOf } from '../policies/templates.js';
import { Vault, VaultRefusal } from '../vault/vault.js';
import { render } from './liquid.js';

export type Composed = Readonly<{ outgoing: Outgoing; template: TemplateRef; textHash: string }>;
const LINK_DAYS = 90;
/** The fact by which words name the page of a survey. */
const SURVEY_URL = 'surveyUrl';
const DAY_MS = 86_400_000;

/** Makes a claimed notice into a message: the words in force, the person's own language, the point that the gate allowed. */
@Injectable()
export class Renderer {
  constructor(
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: OutreachConfig,
    @Inject(OUTREACH_POLICIES) private readonly policies: OutreachPolicies,
    private readonly vault: Vault,
    private readonly persons: Persons,
  ) {}

  /** What is to be handed over; or why nothing can be. */
  async compose(notice: NoticeView): Promise<Composed | FailReason> {
    const today = localOf(this.config.TIME_ZONE, this.clock.now()).date;
    const template = await this.templateOf(notice, today);
    if (template === null) return 'cannot-render';
    const language = await this.languageOf(notice);
    const body = template.bodies[language];
    if (body === undefined) return 'cannot-render';
    const person = await this.personOf(notice);
    if (typeof person === 'string') return person;
    const optOutUrl = await this.optOutUrl(notice);
    const { templates } = this.policies;
    const letterhead = templates.letterheadOf(notice.tenant, language);
    const reader = { salutation: person.name.reveal(), language, today, mayOptOut: mayOptOut(notice), optOutUrl };
    const facts = { ...notice.facts, ...(await this.linksOf(notice, template)) };
    const text = render(body, valuesOf(facts, letterhead, reader));
    if (text === null) return 'cannot-render';
    await this.keep(notice, text);
    const { subject, body: words } = partsOf(text);
    const from = this.senderOf(notice, letterhead.senderName);
    const outgoing = { noticeId: notice.noticeId, to: person.point, from, optOutUrl, on: today, language };
    return {
      outgoing: { ...outgoing, subject: subject === '' ? null : new Pii(subject), body: new Pii(words) },
      template: { id: template.id, version: template.version, language, hash: hashOf(body) },
      textHash: createHash('sha256').update(text).digest('hex'),
    };
  }

  private async templateOf({ tenant, templateId, channel }: NoticeView, today: CalendarDate): Promise<Template | null> {
    const own = await publishedOn(reading(this.pool), tenant, templateId, today);
    const template = own ?? this.policies.templates.inForceOn(templateId, today);
    return template !== null && template.channels.includes(channel) ? template : null;
  }

  private async languageOf({ personId }: NoticeView): Promise<Language> {
    const person = await this.persons.find(personId);
    return LANGUAGES.find((language) => language === person?.language) ?? 'zh-CN';
  }

  /** Who it goes to. That the vault was asked, and why, is kept before anything is handed out. */
  private async personOf(notice: NoticeView): Promise<Person | FailReason> {
    const { personId: person, pointId, noticeId: reference, channel } = notice;
    if (pointId === null) return 'no-contact-point';
    const point = `point/${pointId}`;
    const actor = { system: 'outreach-sender' };
    try {
      const found = await this.vault.read({ person, fields: ['name', point], purpose: 'notice', actor, reference });
      const [name, value] = [found['name'], found[point]];
      if (name === undefined || value === undefined) return 'no-contact-point';
      return { name, point: channel === 'letter' ? new Pii(`${name.reveal()}\n${value.reveal()}`) : value };
    } catch (error) {
      if (error instanceof VaultRefusal) return error.code === 'erased' ? 'erased' : 'no-contact-point';
      throw error;
    }
  }

  private async optOutUrl(notice: NoticeView): Promise<string | null> {
    const { PUBLIC_URL } = this.config;
    if (PUBLIC_URL === undefined || !mayOptOut(notice)) return null;
    const { tenant, loanId, personId, role, channel } = notice;
    const expiresAt = new Date(this.clock.now() + LINK_DAYS * DAY_MS);
    const token = await makeLink(reading(this.pool), tenant, { loanId, personId, role, channel, expiresAt });
    return `${PUBLIC_URL.replace(/\/$/, '')}/v1/opt-out/${token}`;
  }

  /** The link to the page of a survey, where the words ask for one; empty where nobody can reach this service. */
  private async linksOf(
    { tenant, loanId, step, requestId }: NoticeView,
    { facts }: Template,
  ): Promise<Readonly<Record<string, string>>> {
    if (!facts.includes(SURVEY_URL)) return {};
    const { PUBLIC_URL } = this.config;
    if (PUBLIC_URL === undefined || step !== SURVEY_STEP || requestId === null) return { [SURVEY_URL]: '' };
    const expiresAt = new Date(this.clock.now() + LINK_DAYS * DAY_MS);
    const token = await makeSurveyLink(reading(this.pool), tenant, { loanId, surveyId: requestId, expiresAt });
    return { [SURVEY_URL]: `${PUBLIC_URL.replace(/\/$/, '')}/v1/survey/${token}` };
  }

  /** The words as they were written, sealed with the person's own key: what was said to whom can be shown for ever. */
  private async keep({ noticeId, personId }: NoticeView, text: string): Promise<void> {
    const sealing = { field: `notice:${noticeId}`, ordinal: '', version: 1, value: new Pii(text) };
    await inTransaction(this.pool, (tx) => this.vault.seal(tx, personId, [sealing]));
  }

  private senderOf({ channel }: NoticeView, name: string): string {
    if (channel === 'sms') return this.config.SMS_FROM;
    return channel === 'email' ? `"${name.replaceAll('"', '')}" <${this.config.MAIL_FROM}>` : name;
  }
}

type Person = Readonly<{ name: Pii<string>; point: Pii<string> }>;

/** What the law demands and what answers a question goes out all the same; of letters nobody opts out by a word. */
const mayOptOut = ({ channel, purpose }: Pick<NoticeView, 'channel' | 'purpose'>): boolean =>
  channel !== 'letter' && (purpose === 'collection' || purpose === 'reminder' || purpose === 'service');
