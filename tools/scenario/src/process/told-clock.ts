import { BankClock } from '@mora/ledger-simulator';

/** Somebody who has to be told what time it is. */
export type Told = Readonly<{
  tell: (now: number) => void;
  /** Resolves when what was told last has arrived; at once where nobody is there to hear it. */
  heard: () => Promise<void>;
}>;

/** The clock of a run whose services are processes of their own. */
export class ToldClock extends BankClock {
  private readonly told = new Set<Told>();

  add(one: Told): void {
    this.told.add(one);
  }

  remove(one: Told): void {
    this.told.delete(one);
  }

  override set(instant: number): void {
    super.set(instant);
    this.told.forEach((one) => one.tell(this.now()));
  }

  /** Resolves when every process knows the time: before that nobody may go on. */
  async arrived(): Promise<void> {
    await Promise.all([...this.told].map((one) => one.heard()));
  }
}
