import type { CalendarDate } from '@mora/kernel';
import { row } from './rows.js';
import type { Term } from './term.js';

type Counted = Readonly<{ name: string; count: number }>;

/** What outreach did on a day, as it tells it itself. */
export type OutreachView = Readonly<{
  on: string;
  openDay: CalendarDate | null;
  decisions: readonly Readonly<{ channel: string; outcome: string; count: number }>[];
  refusals: readonly Counted[];
  notices: readonly Readonly<{ channel: string; state: string; count: number }>[];
  promises: readonly Counted[];
}>;

const SENT = ['sent', 'delivered'];
const MOST_RULES = 4;

/** The day in one row: what was sent, what the gate refused and by which rules, what became of promises. */
export function outreachRow(view: OutreachView, term: Term): string {
  const texts = [sentText(view), calledText(view), refusedText(view), promisesText(view)];
  const parts = texts.filter((text) => text !== '').map((text) => ({ text }));
  return row('outreach', parts.length === 0 ? [{ text: 'nobody was contacted', paint: term.dim }] : parts, term);
}

function sentText({ notices }: OutreachView): string {
  const [sent, unsent] = [new Map<string, number>(), new Map<string, number>()];
  for (const { channel, state, count } of notices) {
    const [kind, name] = SENT.includes(state) ? [sent, channel] : [unsent, state];
    kind.set(name, (kind.get(name) ?? 0) + count);
  }
  const channels = [...sent].map(([channel, count]) => `${count} ${channel}`);
  const others = [...unsent].map(([state, count]) => `${count} ${state}`);
  return [channels.length === 0 ? '' : `sent ${channels.join(', ')}`, ...others]
    .filter((text) => text !== '')
    .join(', ');
}

function calledText({ decisions }: OutreachView): string {
  const calls = decisions.filter(({ channel, outcome }) => channel === 'call' && outcome === 'allowed');
  const count = calls.reduce((sum, one) => sum + one.count, 0);
  return count === 0 ? '' : `may call ${count}`;
}

function refusedText({ decisions, refusals }: OutreachView): string {
  const refused = decisions.filter(({ outcome }) => outcome === 'refused' || outcome === 'lapsed');
  const count = refused.reduce((sum, one) => sum + one.count, 0);
  if (count === 0) return '';
  const shown = refusals.slice(0, MOST_RULES).map((rule) => `${rule.name} ${rule.count}`);
  const more = refusals.length > MOST_RULES ? ', …' : '';
  return `refused ${count} (${shown.join(', ')}${more})`;
}

function promisesText({ promises }: OutreachView): string {
  const of = (...names: string[]): number =>
    promises.filter(({ name }) => names.includes(name)).reduce((sum, one) => sum + one.count, 0);
  const judged = of('kept', 'partly-kept', 'broken');
  const open = of('open');
  if (judged + open === 0) return '';
  const kept = judged === 0 ? '' : `promises kept ${of('kept')} of ${judged}`;
  return [kept, open === 0 ? '' : `${open} promised`].filter((text) => text !== '').join(', ');
}
