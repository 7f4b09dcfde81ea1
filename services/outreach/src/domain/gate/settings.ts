import { type CalendarDate, invariant } from '@mora/kernel';
import type { Amount, GateSettings, Pack, SettingDeclared } from './pack.js';

/** The values that hold on a day: the bank's own from their date on, until then the strict default of the pack. */
export class SettingsOn {
  private readonly declared: ReadonlyMap<string, SettingDeclared>;

  constructor(
    packs: readonly Pack[],
    private readonly settings: GateSettings,
    private readonly day: CalendarDate,
  ) {
    this.declared = new Map(packs.flatMap((pack) => pack.settings.map((setting) => [setting.name, setting] as const)));
  }

  /** Throws InvariantViolated where no pack declares the setting, or it is no number. */
  number(amount: Amount): number {
    if (typeof amount === 'number') return amount;
    const value = this.value(amount.setting);
    invariant(typeof value === 'number', `the setting ${amount.setting} is a number`);
    return value;
  }

  /** Throws InvariantViolated where no pack declares the setting. */
  isOn(name: string): boolean {
    return this.value(name) === true;
  }

  private value(name: string): number | boolean {
    const declared = this.declared.get(name);
    invariant(declared !== undefined, `a pack declares the setting ${name}`);
    const set = this.settings.values[name];
    return set !== undefined && set.effectiveFrom <= this.day ? set.value : declared.default;
  }
}
