import type { Behaviour } from '@mora/ledger-simulator';
import type { Grant, KnownFirm } from './checker/book.js';
import { FirmAtWork } from './firm-at-work.js';
import type { Overdue } from './overdue.js';
import type { Doors } from './requests.js';

/** The people of the outside firms. */
export class FirmsAtWork {
  private readonly firms: readonly FirmAtWork[];

  /** `settle` resolves when what was said has gone everywhere. */
  constructor(
    world: Doors,
    behaviour: Behaviour,
    firms: readonly KnownFirm[],
    private readonly settle: () => Promise<void>,
  ) {
    this.firms = firms.map(({ agencyId }) => new FirmAtWork(world, behaviour, agencyId));
  }

  get grants(): readonly Grant[] {
    return this.firms.flatMap(({ grants }) => grants);
  }

  /** One firm after the other: what one reports may cost it its loans, and the next one's questions have to meet it. */
  async work(owners: ReadonlyMap<string, Overdue>): Promise<void> {
    for (const firm of this.firms) {
      if (await firm.contact(owners)) await this.settle();
      if (await firm.askForMore(owners)) await this.settle();
    }
  }
}
