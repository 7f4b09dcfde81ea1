import type { WordLists } from './lists.js';
import type { Sample } from './samples.js';
import type { Disclosure, Template } from './template.js';

/** All that a template must tell: what rows ask for by its purpose and way, and what it promises itself. */
export function requiredOf(template: Template, { required }: WordLists): readonly Disclosure[] {
  const asked = required.filter(
    ({ purposes, channels, jurisdictions, templates }) =>
      meets(purposes, template.purposes) &&
      meets(channels, template.channels) &&
      (jurisdictions === undefined || template.jurisdictions.some((one) => jurisdictions.includes(one))) &&
      meets(templates, [template.id]),
  );
  return [...new Set([...asked.flatMap(({ needs }) => needs), ...template.discloses])].toSorted();
}

const meets = <T>(asked: readonly T[] | undefined, has: readonly T[]): boolean =>
  asked === undefined || has.some((one) => asked.includes(one));

/** Whether a text tells something: the sample's own value verbatim, or one of the phrases by which it is told. */
export function tells(text: string, what: Disclosure, { values, language }: Sample, { evidence }: WordLists): boolean {
  const shown = (all: readonly string[]): readonly string[] => all.filter((value) => value !== '');
  switch (what) {
    // What is overdue or what will fall due: the one or the other is what it is about.
    case 'amount':
      return shown([values.amountOverdue, values.nextDueAmount]).some((value) => text.includes(value));
    case 'due-date':
      return shown([values.oldestDueOn, values.nextDueOn]).some((value) => text.includes(value));
    case 'interest-and-fees':
      return [values.overdueInterest, values.fees].every((value) => text.includes(value));
    case 'sender':
      return text.includes(values.senderName);
    case 'complaint-phone':
      return text.includes(values.complaintPhone);
    default:
      return (evidence[what]?.[language] ?? []).some((phrase) => text.includes(phrase));
  }
}
