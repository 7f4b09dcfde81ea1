/** The clock of a bank whose days pass faster than ours: it stands until it is set, and never goes back. */
export class BankClock {
  private readonly waiting: (() => void)[] = [];

  constructor(private instant: number) {}

  now(): number {
    return this.instant;
  }

  /** A moment that has passed already is left behind. */
  set(instant: number): void {
    this.instant = Math.max(this.instant, instant);
    this.waiting.forEach((heard) => heard());
  }

  /** Whoever waits for an instant need not look again and again whether it has come. */
  onSet(heard: () => void): void {
    this.waiting.push(heard);
  }
}
