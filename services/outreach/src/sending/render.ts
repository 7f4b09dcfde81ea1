import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import type { CalendarDate, PersonId } from '@mora/kernel';
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
import { type Sealing, Vault, VaultRefusal } from '../vault/vault.js';
import { render } from './liquid.js';

export type Composed = Readonly<{ outgoing: Outgoing; template: TemplateRef; textHash: string }>;
const LINK_DAYS = 90;
/** The fact by which words name the page of a survey. */
const SURVEY_URL = 'surveyUrl';
const DAY_MS = 86_400_000;

/** Makes claimed notices into messages: the words in force, the person's own language, the point that the gate allowed. */
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

  /**
   * By notice, what is to be handed over; or why nothing can be. As many statements for all of them as for one, but for
   * the links: each is a secret of its own.
   */
  async compose(notices: readonly NoticeView[]): Promise<ReadonlyMap<string, Composed | FailReason>> {
    const today = localOf(this.config.TIME_ZONE, this.clock.now()).date;
    const worded = await this.wordsOf(notices, today);
    const people = await this.peopleOf(worded.map(({ notice }) => notice));
    const written = await Promise.all(
      worded.map(async (words, n): Promise<Written | null> => {
        const person = people[n];
        return person === undefined || typeof person === 'string' ? null : this.write(words, person, today);
      }),
    );
    await this.keep(written.filter((one) => one !== null));
    const reasons = worded.map(({ notice }, n) => [notice.noticeId, reasonOf(people[n])] as const);
    return new Map<string, Composed | FailReason>([
      ...notices.map(({ noticeId }) => [noticeId, 'cannot-render'] as const),
      ...reasons,
      ...written.flatMap((one) => (one === null ? [] : [[one.notice.noticeId, one.composed] as const])),
    ]);
  }

  /** The words in force for each; without those for which there are none. */
  private async wordsOf(notices: readonly NoticeView[], today: CalendarDate): Promise<readonly Worded[]> {
    const languages = await this.persons.languagesOf(notices.map(({ personId }) => personId));
    const published = new Map<string, Promise<Template | null>>();
    const worded = notices.map(async (notice): Promise<Worded | null> => {
      const { tenant, templateId, channel, personId } = notice;
      const name = `${tenant}/${templateId}`;
      const own = published.get(name) ?? publishedOn(reading(this.pool), tenant, templateId, today);
      published.set(name, own);
      const template = (await own) ?? this.policies.templates.inForceOn(templateId, today);
      const language = LANGUAGES.find((one) => one === languages.get(personId)) ?? 'zh-CN';
      const body = template?.bodies[language];
      if (template === null || body === undefined || !template.channels.includes(channel)) return null;
      return { notice, template, language, body };
    });
    return (await Promise.all(worded)).filter((one) => one !== null);
  }

  /** Who each goes to. That the vault was asked, and why, is kept before anything is handed out. */
  private async peopleOf(notices: readonly NoticeView[]): Promise<readonly (Person | FailReason)[]> {
    const pointOf = ({ pointId }: NoticeView): string => `point/${pointId}`;
    const asked = notices.filter(({ pointId }) => pointId !== null);
    const actor = { system: 'outreach-sender' };
    const found = await this.vault.readAll(
      asked.map((notice) => {
        const { personId: person, noticeId: reference } = notice;
        return { person, fields: ['name', pointOf(notice)], purpose: 'notice', actor, reference };
      }),
    );
    return notices.map((notice) => {
      const values = found[asked.indexOf(notice)];
      if (values instanceof VaultRefusal) return values.code === 'erased' ? 'erased' : 'no-contact-point';
      const [name, value] = [values?.['name'], values?.[pointOf(notice)]];
      if (name === undefined || value === undefined) return 'no-contact-point';
      const isLetter = notice.channel === 'letter';
      return { name, point: isLetter ? new Pii(`${name.reveal()}\n${value.reveal()}`) : value };
    });
  }

  private async write(worded: Worded, person: Person, today: CalendarDate): Promise<Written | null> {
    const { notice, template, language, body } = worded;
    const optOutUrl = await this.optOutUrl(notice);
    const letterhead = this.policies.templates.letterheadOf(notice.tenant, language);
    const reader = { salutation: person.name.reveal(), language, today, mayOptOut: mayOptOut(notice), optOutUrl };
    const facts = { ...notice.facts, ...(await this.linksOf(notice, template)) };
    const text = render(body, valuesOf(facts, letterhead, reader));
    if (text === null) return null;
    const { subject, body: words } = partsOf(text);
    const from = this.senderOf(notice, letterhead.senderName);
    const outgoing = { noticeId: notice.noticeId, to: person.point, from, optOutUrl, on: today, language };
    const composed = {
      outgoing: { ...outgoing, subject: subject === '' ? null : new Pii(subject), body: new Pii(words) },
      template: { id: template.id, version: template.version, language, hash: hashOf(body) },
      textHash: createHash('sha256').update(text).digest('hex'),
    };
    return { notice, composed, text };
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

  /** The words as they were written, sealed with each person's own key: what was said to whom can be shown for ever. */
  private async keep(written: readonly Written[]): Promise<void> {
    if (written.length === 0) return;
    const byPerson = new Map<PersonId, readonly Sealing[]>();
    for (const { notice, text } of written) {
      const sealing = { field: `notice:${notice.noticeId}`, ordinal: '', version: 1, value: new Pii(text) };
      byPerson.set(notice.personId, [...(byPerson.get(notice.personId) ?? []), sealing]);
    }
    await inTransaction(this.pool, (tx) => this.vault.sealAll(tx, byPerson));
  }

  private senderOf({ channel }: NoticeView, name: string): string {
    if (channel === 'sms') return this.config.SMS_FROM;
    return channel === 'email' ? `"${name.replaceAll('"', '')}" <${this.config.MAIL_FROM}>` : name;
  }
}

type Person = Readonly<{ name: Pii<string>; point: Pii<string> }>;
type Worded = Readonly<{ notice: NoticeView; template: Template; language: Language; body: string }>;
type Written = Readonly<{ notice: NoticeView; composed: Composed; text: string }>;

/** Of who is found nothing but the words can fail. */
const reasonOf = (person: Person | FailReason | undefined): FailReason =>
  typeof person === 'string' ? person : 'cannot-render';

/** What the law demands and what answers a question goes out all the same; of letters nobody opts out by a word. */
const mayOptOut = ({ channel, purpose }: Pick<NoticeView, 'channel' | 'purpose'>): boolean =>
  channel !== 'letter' && (purpose === 'collection' || purpose === 'reminder' || purpose === 'service');
