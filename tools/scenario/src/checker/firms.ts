import type { KnownFirm } from './book.js';
import type { Known } from './known.js';
import { daysApart, localAt } from './local.js';
import type { Scene } from './scene.js';

const OUTSOURCING = 'outsourcing-notice';

/** What speaks for and against the firm that has made a contact, at that instant. */
export class FirmBook {
  constructor(private readonly scene: Scene) {}

  firmOf({ attempt }: Known): KnownFirm | undefined {
    return this.scene.book.firms.find(({ agencyId }) => agencyId === attempt.agencyId);
  }

  /** Whether the loan was placed with this very firm then. What it reports of a contact may cost it the loan at once. */
  has({ attempt }: Known): boolean {
    const last = this.scene.log.placements.findLast(
      ({ loan, time, data }) => loan === attempt.loan && (data.ends ? time < attempt.at : time <= attempt.at),
    );
    return last?.data.ends === false && last.data.agencyId === attempt.agencyId;
  }

  /** The bank has told the borrower by itself, or Mora has sent the notice. */
  isAnnounced({ attempt, person }: Known): boolean {
    const { date } = localAt(person.timeZone, attempt.at);
    const isTold = this.scene.book.announced.some(({ loan, agencyId, on }) => {
      return loan === attempt.loan && agencyId === attempt.agencyId && on <= date;
    });
    if (isTold) return true;
    return this.scene.log.handed.some(
      ({ loan, data }) =>
        loan === attempt.loan &&
        data.template.id === OUTSOURCING &&
        data.outcome !== 'failed' &&
        Date.parse(data.at) <= attempt.at,
    );
  }

  /** Papers that have run out, a contract that is not in force, complaints over what the policy bears. */
  objectionsTo(one: Known): readonly string[] {
    const firm = this.firmOf(one);
    if (firm === undefined) return ['unknown'];
    const { date } = localAt(this.scene.bankZone, one.attempt.at);
    const { documents } = this.scene.policy.firms;
    const papers = documents.filter(
      (kind) => !firm.documents.some((paper) => paper.kind === kind && paper.validUntil >= date),
    );
    const isUnderContract = firm.contract.from <= date && date <= firm.contract.until;
    return [
      ...papers,
      ...(isUnderContract ? [] : ['contract']),
      ...(this.areComplaintsOver(firm, one.attempt.at, date) ? ['complaints'] : []),
    ];
  }

  private areComplaintsOver({ agencyId }: KnownFirm, at: number, date: string): boolean {
    const { days, atLeast, perThousandPlaced } = this.scene.policy.firms.complaints;
    const { complaints, placements } = this.scene.log;
    const count = complaints.filter(
      ({ data, time, businessDate }) => data.agencyId === agencyId && time < at && daysApart(businessDate, date) < days,
    ).length;
    const has = new Set<string>();
    for (const { loan, time, data } of placements) {
      if (time >= at || data.agencyId !== agencyId) continue;
      if (data.ends) has.delete(loan);
      else has.add(loan);
    }
    return count >= atLeast && count * 1_000 >= perThousandPlaced * has.size;
  }
}
