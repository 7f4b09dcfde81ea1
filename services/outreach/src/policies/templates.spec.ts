import { checkTemplate } from '../domain/words-check/check-template.js';
import { samplesFor } from '../domain/words-check/samples.js';
import { LANGUAGES, type Template, type Values } from '../domain/words-check/template.js';
import { render, renderSample } from '../sending/liquid.js';
import { SHIPPED } from './shipped.js';
import { loadTemplates } from './templates.js';

const set = loadTemplates(SHIPPED);
const first = set.all().find(({ id }) => id === 'first-overdue') as Template;

const findings = (template: Template) => checkTemplate(template, set.lists, samplesFor(template), renderSample);

const inEnglish = (change: (body: string) => string): Template => ({
  ...first,
  bodies: { ...first.bodies, en: change(first.bodies.en ?? '') },
});

describe('the shipped words', () => {
  it('are 22 templates in three languages, each fit to be let out', () => {
    expect(set.all()).toHaveLength(22);
    for (const template of set.all())
      expect([template.id, Object.keys(template.bodies)]).toEqual([template.id, [...LANGUAGES]]);
  });
});

// Every kind of proof that negotiation may ask for: who gets the letter has never seen its code.
it.each([
  ['zh-CN', '工资单、银行流水、单位收入证明、养老金待遇证明、补助发放通知、纳税申报表'],
  ['zh-TW', '薪資單、銀行存摺明細、在職收入證明、退休金證明、補助核定通知、報稅資料'],
  [
    'en',
    'your payslips, bank statements, a letter of your employer, the notice of your pension, the notice of your benefit, your tax return',
  ],
] as const)('documents are asked for by their names in %s', (language, names) => {
  const wanted = set.all().find(({ id }) => id === 'negotiation-documents-wanted') as Template;
  const [sample] = samplesFor(wanted);
  const documents = 'payslip, bank-statement, employer-letter, pension-notice, benefit-notice, tax-return';
  const values = { ...sample?.values, facts: { dueOn: '2026-03-20', documents } } as Values;
  expect(render(wanted.bodies[language] ?? '', values)).toContain(names);
});

describe('the check at publication', () => {
  it.each([
    [
      'without the amount',
      (body: string) => body.replace('{{amountOverdue}}', 'an amount'),
      'disclosure-missing',
      'amount',
    ],
    [
      'without the due date',
      (body: string) => body.replace('{{oldestDueOn}}', 'a while'),
      'disclosure-missing',
      'due-date',
    ],
    ['without the sender', (body: string) => body.replaceAll('{{senderName}}', 'We'), 'disclosure-missing', 'sender'],
    ['without the fees', (body: string) => body.replace('{{fees}}', 'some'), 'disclosure-missing', 'interest-and-fees'],
    [
      'without the effects',
      (body: string) => body.replace('more interest accrues', 'it grows'),
      'disclosure-missing',
      'effects',
    ],
    [
      'without the credit record',
      (body: string) => body.replace('credit record', 'name'),
      'disclosure-missing',
      'credit-record',
    ],
    ['with a threat', (body: string) => `${body} Or you will be arrested.`, 'forbidden', 'threat-of-arrest'],
    [
      'with a threat behind a condition that no sample meets',
      (body: string) => `${body}{% if daysPastDue == "77" %}You will be arrested, scum.{% endif %}`,
      'forbidden',
      'threat-of-arrest',
    ],
    [
      'with a threat in pieces',
      (body: string) =>
        `${body}{% if daysPastDue == "77" %}You will be arr{{ "" }}es{% comment %}{% endcomment %}ted{% endif %}`,
      'forbidden',
      'threat-of-arrest',
    ],
    [
      'with a threat that is printed',
      (body: string) => `${body}{% if daysPastDue == "77" %}{{ "将移送" }}{{ '公安机关' }}{% endif %}`,
      'forbidden',
      'threat-of-arrest',
    ],
    [
      'with a threat that has a gap which nobody sees',
      (body: string) => `${body} 否则将被拘\u200b留`,
      'forbidden',
      'threat-of-arrest',
    ],
    ['with another language’s threat', (body: string) => `${body} 否则将被拘留`, 'forbidden', 'threat-of-arrest'],
    [
      'with more than is claimed',
      (body: string) => `${body} Else you pay 99,000,000.00 US dollars.`,
      'forbidden',
      'above-claim',
    ],
    ['with a variable that is not there', (body: string) => `${body} {{phone}}`, 'does-not-render', null],
    ['with a filter that is not there', (body: string) => `${body} {{fees | shout}}`, 'does-not-render', null],
    ['with a tag that reads a file', (body: string) => `${body} {% include "x" %}`, 'does-not-render', null],
    ['with a loop', (body: string) => `${body} {% for x in (1..9) %}a{% endfor %}`, 'does-not-render', null],
    ['longer than four segments', (body: string) => `${body} ${'really '.repeat(60)}`, 'too-long', 'sms'],
    ['without a subject', (body: string) => body.slice(body.indexOf('---') + 4), 'subject-missing', null],
  ])('refuses a template %s', (_name, change, because, what) => {
    expect(findings(inEnglish(change))).toContainEqual({ language: 'en', because, what });
  });

  it.each([
    ['first-overdue', 'Reply STOP to opt out.'],
    ['statutory-generic', 'Reply STOP to opt out.'],
  ])('refuses %s by a message of which nobody can opt out', (id, way) => {
    const template = set.all().find((one) => one.id === id) as Template;
    expect(template.bodies.en).toContain(way);
    const bodies = { ...template.bodies, en: (template.bodies.en ?? '').replace(way, '') };
    const undeclared = { ...template, discloses: template.discloses.filter((one) => one !== 'opt-out'), bodies };
    expect(findings(undeclared)).toEqual([{ language: 'en', because: 'disclosure-missing', what: 'opt-out' }]);
  });

  it('offers the way out in a message, whether or not there is a link, and in no letter', () => {
    const sample = samplesFor(first).find(({ language }) => language === 'en');
    if (sample === undefined) throw new Error('no sample');
    const read = (over: Partial<typeof sample.values>) =>
      renderSample(first.bodies.en ?? '', { ...sample, values: { ...sample.values, ...over } as typeof sample.values });
    expect(read({ optOutUrl: '' })).toContain('STOP');
    expect(read({ mayOptOut: '' })).not.toContain('STOP');
  });

  it('refuses a template that lacks a language', () => {
    const { en: _none, ...bodies } = first.bodies;
    expect(findings({ ...first, bodies })).toEqual([{ language: 'en', because: 'language-missing', what: null }]);
  });

  it('cannot be talked into code by what a person is called', () => {
    const sample = samplesFor(first).find(({ language }) => language === 'en');
    if (sample === undefined) throw new Error('no sample');
    const values = { ...sample.values, salutation: '{{ senderName }}{% if true %}x{% endif %}' };
    expect(renderSample('{{ salutation }}', { ...sample, values })).toBe('{{ senderName }}{% if true %}x{% endif %}');
  });
});
