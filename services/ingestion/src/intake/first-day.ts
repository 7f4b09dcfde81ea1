import { Inject, Injectable } from '@nestjs/common';
import { type CalendarDate, earliest } from '@mora/kernel';
import { type Lanes, LANES } from '@mora/runtime';

/** No day is open yet, so nothing can be taken; what was asked may be asked again in a moment. */
export class NoDayOpen extends Error {
  readonly code = 'EAGAIN';

  constructor() {
    super('no business day is open yet');
  }
}

/** The first business day of the installation: opened by the configuration, or by the first record that comes. */
@Injectable()
export class FirstDay {
  private opened = false;
  private wanted: CalendarDate | null = null;

  constructor(@Inject(LANES) private readonly lanes: Lanes) {}

  /** Opens a day unless one is open. False while the lanes are not there yet: the service still starts. */
  async ensure(day: CalendarDate): Promise<boolean> {
    if (this.opened) return true;
    if ((await this.lanes.openDay('loan')) === null) await this.lanes.openFirstDay('loan', day);
    this.opened = (await this.lanes.openDay('loan')) !== null;
    return this.opened;
  }

  /**
   * For a door that cannot wait: throws NoDayOpen where no day is open, and remembers the day that it would open,
   * for whoever next calls `openWanted`.
   */
  require(day: CalendarDate): void {
    if (this.opened) return;
    this.wanted = this.wanted === null ? day : earliest(this.wanted, day);
    throw new NoDayOpen();
  }

  /** Opens the day that is configured, else the one that a door has asked for, where none is open. */
  async openWanted(configured: CalendarDate | null): Promise<void> {
    const day = configured ?? this.wanted;
    if (this.opened || day === null) return;
    await this.ensure(day);
  }
}
