import { readdirSync, readFileSync } from 'node:fs';
import type { FactsBook, Grant, KnownPerson } from './book.js';
import {
  allowed,
  bookOf,
  called,
  CHEN,
  FIRM,
  logged,
  placed,
  record,
  registered,
  sent,
  started,
  validated,
} from './fixtures.js';
import type { LogRecord } from './log.js';
import { judge } from './verdict.js';

const NEW_YORK: KnownPerson = { ...CHEN, jurisdiction: 'US-NY', timeZone: 'America/New_York' };
const TAIPEI: KnownPerson = { ...CHEN, jurisdiction: 'TW', timeZone: 'Asia/Taipei' };
const GRANT: Grant = {
  allowanceId: 'a1',
  agencyId: 'firm-a',
  loan: 'demo:L-000001',
  count: 2,
  granted: 2,
  from: '2026-03-09',
  until: '2026-03-10',
};

const bookFor = (person: KnownPerson, book: Partial<FactsBook>): FactsBook => ({
  ...bookOf(person),
  firms: [FIRM],
  grants: [GRANT],
  announced: [{ loan: GRANT.loan, agencyId: 'firm-a', on: '2026-03-05' }],
  ...book,
});

/** Each rule that is broken, once, in a log of somebody who is overdue and, in America, knows what is owed. */
function broken(records: readonly LogRecord[], person = CHEN, book: Partial<FactsBook> = { grants: [] }): string[] {
  const before = person === NEW_YORK ? validated('2026-03-06T12:00:00-05:00', NEW_YORK) : [];
  const all = [registered, started('2026-03-01'), placed('firm-a', '2026-03-06'), ...before, ...records];
  const { findings } = judge(all, bookFor(person, book), 'Asia/Shanghai');
  return [...new Set(findings.map(({ check, rule }) => `${check} ${rule}`))].toSorted();
}

const at = (day: string, time = '13:00', zone = '+08:00') => `2026-03-${day}T${time}:00${zone}`;
const text = (n: number, instant: string, more = {}) => sent({ n, at: instant, ...more });
const week = ['09', '10', '11', '12', '13', '14', '15'];
const ringsOf = (days: readonly string[], time: string, from = 0) =>
  days.flatMap((day, n) => called({ n: n + from, at: at(day, time, '-04:00'), person: NEW_YORK }));

const who = { personId: CHEN.personId, role: 'borrower' };
const firmAt = { agency: 'firm-a', channel: 'agency-call', purpose: 'collection' };
const granted = (n: number, day: string) => allowed({ ...firmAt, n, at: at(day), allowance: 'a1' });
const firmCalls = (n: number, instant: string) => logged({ ...firmAt, n, at: instant, allowance: 'a1' });

it('nothing is wrong before anything is doctored', () => {
  expect(broken(text(1, at('09', '21:30')))).toEqual([]);
  expect(broken(ringsOf(week, '12:00'), NEW_YORK)).toEqual([]);
  const both = [granted(1, '09'), granted(2, '10'), firmCalls(1, at('09')), firmCalls(2, at('10', '14:00'))];
  for (const person of [CHEN, TAIPEI]) expect(broken(both, person, {})).toEqual([]);
});

it.each([
  ['CN', CHEN, at('09', '22:30'), ['hours P-CN-1', 'hours P-CN-10']],
  ['TW', TAIPEI, at('09', '22:30'), ['hours P-TW-1h']],
  ['US', NEW_YORK, at('09', '22:30', '-04:00'), ['hours P-US-1']],
] as const)('a contact at 22:30 in %s', (_land, person, instant, found) => {
  expect(broken(text(1, instant), person)).toEqual(found);
});

it.each([
  ['a minute before', '12:59', ['caps P-TW-14hs']],
  ['at once: which came first nobody can tell, and the rule does not bind the reply', '13:00', []],
])('a message on the day of a reply, which left %s', (_when, time, found) => {
  const [reply, message] = [text(1, at('09', time), { purpose: 'reply' }), text(2, at('09'), { purpose: 'service' })];
  expect(broken([...reply, ...message], TAIPEI)).toEqual(found);
});

it('the eighth call in seven days', () => {
  const eighth = called({ n: 8, at: at('16', '11:59', '-04:00'), person: NEW_YORK });
  expect(broken([...ringsOf(week, '12:00'), ...eighth], NEW_YORK)).toEqual(['caps P-US-2']);
});

it('an eighth call about the other loan of the same person is another debt', () => {
  const other = { ...registered, loan: 'demo:L-000002' };
  const overdue = { ...started('2026-03-01'), loan: 'demo:L-000002' };
  const loan = 'demo:L-000002';
  const notice = validated('2026-03-06T12:00:00-05:00', NEW_YORK).map((one, n) => {
    const data = { ...(one.data as object), ...(n === 1 && { noticeId: 'n98' }), decisionId: 'd98', contactId: 'c98' };
    return { ...one, loan, data };
  });
  const eighth = called({ n: 8, at: at('15', '13:00', '-04:00'), person: NEW_YORK, loan });
  expect(broken([other, overdue, ...notice, ...ringsOf(week, '12:00'), ...eighth], NEW_YORK)).toEqual([]);
});

describe('seven calls that nobody answers', () => {
  const hours = ['09', '10', '11', '12', '13', '14', '15'].map((hour) => `${hour}:00`);
  const rings = hours.flatMap((hour, n) => called({ n, at: at('09', hour) }));
  const pointsOf = (names: readonly string[]) =>
    names.map((pointId, n) => {
      const [decision] = called({ n, at: at('09', hours[n]) });
      const answer = { decision: decision?.data, contactId: `c${n}`, reservation: null, pointId, again: null };
      return record('contact-answered', at('09', hours[n]), answer);
    });

  it('at one number break the rule', () => {
    const one = pointsOf(hours.map(() => 'm1'));
    expect(broken([...rings, ...one])).toEqual(['caps P-CN-11']);
  });

  it('at two numbers do not: the rule is of a contact point', () => {
    const two = pointsOf(hours.map((_hour, n) => (n < 4 ? 'm1' : 'm2')));
    expect(broken([...rings, ...two])).toEqual([]);
  });
});

it.each(['sms', 'all'])('a contact after an opt-out of %s', (channel) => {
  const optOut = record('opt-out-recorded', at('09', '09:00'), { ...who, channel, via: 'word', at: at('09', '09:00') });
  expect(broken([optOut, ...text(1, at('09'))])).toEqual(['opt-outs H-1']);
});

it('a firm that calls after an opt-out of calls', () => {
  const optOut = record('opt-out-recorded', at('09', '12:30'), {
    ...who,
    channel: 'call',
    via: 'word',
    at: at('09', '12:30'),
  });
  expect(
    broken([granted(1, '09'), optOut, firmCalls(1, at('09'))], CHEN, { grants: [{ ...GRANT, granted: 1 }] }),
  ).toEqual(['opt-outs H-1']);
});

it.each([
  ['CN', CHEN, ['party H-7', 'party P-CN-13c', 'party P-CN-26', 'party P-CN-3']],
  ['TW', TAIPEI, ['party H-7', 'party P-TW-3h']],
  ['US', NEW_YORK, ['party H-7', 'party P-US-16c']],
] as const)('a third party is told in %s', (_land, person, found) => {
  const zone = person === NEW_YORK ? '-04:00' : '+08:00';
  expect(broken(text(1, at('09', '13:00', zone), { role: 'contact' }), person)).toEqual(found);
});

describe('an agency past its allowance', () => {
  const grants = [granted(1, '09'), granted(2, '10')];

  it('a third contact under an allowance of two', () => {
    const lines = [firmCalls(1, at('09')), firmCalls(2, at('10')), { ...firmCalls(2, at('10', '14:00')) }];
    const third = { ...(lines[2] as LogRecord), data: { ...(lines[2]?.data as object), callId: 'k3' } };
    expect(broken([...grants, ...lines.slice(0, 2), third], CHEN, {})).toEqual([
      'agencies allowance',
      'decided used-twice',
    ]);
  });

  it('a contact that was given back', () => {
    const back = allowed({ ...firmAt, n: 2, at: at('10'), allowance: 'a1' }, 'returned');
    const found = broken([...grants, firmCalls(1, at('09')), back, firmCalls(2, at('10'))], CHEN, {});
    expect(found).toEqual(['agencies allowance', 'decided given-back']);
  });

  it('more granted than was asked for', () => {
    expect(broken([...grants, granted(3, '11')], CHEN, {})).toEqual(['agencies allowance', 'agencies not-of-that-day']);
  });

  it('before the instant for which it was granted, and on a day on which it was not', () => {
    expect(broken([...grants, firmCalls(1, at('09', '12:00'))], CHEN, {})).toEqual(['agencies not-of-that-day']);
    const late = broken([...grants, firmCalls(1, at('11'))], CHEN, {});
    expect(late).toEqual(['agencies not-of-that-day', 'decided too-late']);
  });

  it('for a loan that it does not have, or has no longer', () => {
    const recalled = { ...placed('firm-a', '2026-03-08'), type: 'mora.outreach.agency-recalled.v1' };
    expect(broken([recalled, ...grants, firmCalls(1, at('09'))], CHEN, {})).toEqual(['agencies not-placed']);
    // What it reports may cost it the loan at the very instant of the contact.
    const atOnce = { ...recalled, time: Date.parse(at('09')) };
    const only = { grants: [{ ...GRANT, granted: 1 }] };
    expect(broken([granted(1, '09'), firmCalls(1, at('09')), atOnce], CHEN, only)).toEqual([]);
  });

  it('that is not listed, without papers, and of which nobody was told', () => {
    const firm = { ...FIRM, listed: false, documents: [] };
    expect(broken([...grants], CHEN, { firms: [firm], announced: [] })).toEqual([
      'needs P-CN-15',
      'needs P-CN-25',
      'needs P-CN-30',
      'needs P-CN-5',
    ]);
    expect(broken([...grants], TAIPEI, { firms: [{ ...firm, certified: false }], announced: [] })).toEqual([
      'needs P-TW-10',
      'needs P-TW-11',
      'needs P-TW-9',
    ]);
  });
});

describe('a contact during a plan', () => {
  const plan = record('negotiation.plan-activated', at('09', '09:00'), { planId: 'p1', activeFrom: '2026-03-09' });
  const end = record('negotiation.plan-broken', at('11', '09:00'), { planId: 'p1', on: '2026-03-11' });

  it('is found from the instant on at which it begins', () => {
    expect(broken([plan, ...text(1, at('09'))])).toEqual(['stops H-2']);
    expect(broken([plan, ...text(1, at('09', '09:00'))])).toEqual([]);
  });

  it('and until it ends', () => {
    expect(broken([plan, end, ...text(1, at('10'))])).toEqual(['stops H-2']);
    expect(broken([plan, end, ...text(1, at('11'))])).toEqual([]);
  });

  it('as one during a hold of the lawyers', () => {
    const hold = record('legal.outreach-hold-set', at('09', '09:00'), { holdId: 'h1', reason: 'claim-filed' });
    const lifted = record('legal.outreach-hold-lifted', at('12', '09:00'), { holdId: 'h1' });
    expect(broken([hold, lifted, ...text(1, at('10'))])).toEqual(['stops H-2']);
    expect(broken([hold, lifted, ...text(1, at('12'))])).toEqual([]);
  });
});

it('a call in America of which no notice has told what is owed', () => {
  const records = [registered, started('2026-03-01'), ...ringsOf(['09'], '12:00')];
  const { findings } = judge(records, bookOf(NEW_YORK), 'Asia/Shanghai');
  expect(findings.map(({ rule }) => rule)).toEqual(['P-US-9']);
});

it('a call on a holiday', () => {
  expect(broken(called({ n: 1, at: '2026-05-01T12:00:00+08:00' }))).toEqual(['holidays H-6']);
});

it('knows nothing of the code by which the gate decides', () => {
  for (const folder of ['.', 'rules']) {
    const here = new URL(`${folder}/`, import.meta.url);
    for (const name of readdirSync(here).filter((one) => one.endsWith('.ts'))) {
      const imports = [
        ...readFileSync(new URL(name, here), 'utf8').matchAll(/^(?:import|export)[^;]*? from '([^']+)';/gm),
      ].map(([, from]) => from);
      const strange = imports.filter((from) => !/^(\.{1,2}\/[a-z-]+|node:|@mora\/contracts$)/.test(from ?? ''));
      expect([name, strange]).toEqual([name, []]);
    }
  }
});
