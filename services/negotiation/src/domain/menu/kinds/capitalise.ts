import { addMonths } from '@mora/kernel';
import type { Terms } from '../../words.js';
import { type Apply, type Draft, limitOf, refused } from '../draft.js';
import type { NotBuilt } from '../types.js';

type Capitalise = Extract<Terms, { kind: 'capitalise' }>;

/** What is due besides principal becomes principal, and bears interest as it does. */
export const capitalise: Apply<Capitalise> = (draft, terms) => {
  const wrong = whatIsWrong(draft, terms);
  if (wrong !== null) return wrong;
  const arrears = { ...draft.arrears };
  let capitalised = 0;
  for (const component of new Set(terms.components)) {
    capitalised += arrears[component];
    arrears[component] = 0;
  }
  if (capitalised === 0) return refused('capitalise-components', 'nothing of these is due');
  return { ...draft, repriced: true, arrears, capitalised };
};

function whatIsWrong(draft: Draft, { components, agreedInWriting }: Capitalise): NotBuilt | null {
  const limit = (name: string) => limitOf(draft, 'capitalise', name);
  const { kind, open, asOf } = draft.position;
  if (components.length === 0) return refused('capitalise-components', 'something is named that becomes principal');
  const barred = components.find(
    (component) => limit(component) === 0 || (kind === 'card' && limit(`card-${component}`) === 0),
  );
  if (barred !== undefined) return refused(`capitalise-${barred}`, `${barred} may not become principal here`);
  if (limit('inWriting') === 1 && !agreedInWriting) return refused('capitalise-in-writing', 'agreed in writing');
  const late = limit('lateMonths');
  const [oldest] = open;
  if (late !== null && (oldest === undefined || addMonths(oldest.dueOn, late) >= asOf)) {
    return refused('capitalise-late', `more than ${late} months late`);
  }
  return null;
}
