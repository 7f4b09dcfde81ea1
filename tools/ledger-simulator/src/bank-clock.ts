/** The clock of a bank whose days pass faster than ours: it stands until it is set, and never goes back. */
export class BankClock {
  constructor(private instant: number) {}

  now(): number {
    return this.instant;
  }

  /** A moment that has passed already is left behind. */
  set(instant: number): void {
    this.instant = Math.max(this.instant, instant);
  }
}
