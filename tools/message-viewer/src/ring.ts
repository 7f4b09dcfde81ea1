/** Something that was taken, as the viewer shows it. */
export type Message = Readonly<{
  /** The place in the order of arrival, from 1. */
  number: number;
  /** The notice that it is, by the key that it came with. */
  key: string;
  channel: 'sms' | 'email';
  from: string;
  to: string;
  subject: string;
  text: string;
  at: number;
  ref: string;
}>;

/** The last messages, and how many came under each key: the provider's own count, which nothing of Mora's can better. */
export class Ring {
  private readonly kept: Message[] = [];
  private readonly byKey = new Map<string, number>();
  private taken = 0;

  constructor(private readonly size = 500) {}

  take(message: Omit<Message, 'number' | 'ref'>): Message {
    this.taken += 1;
    const taken = { ...message, number: this.taken, ref: `viewer-${this.taken}` };
    this.kept.push(taken);
    if (this.kept.length > this.size) this.kept.shift();
    this.byKey.set(message.key, (this.byKey.get(message.key) ?? 0) + 1);
    return taken;
  }

  /** The newest first. */
  all(): readonly Message[] {
    return this.kept.toReversed();
  }

  find(number: number): Message | null {
    return this.kept.find((message) => message.number === number) ?? null;
  }

  has(key: string): boolean {
    return this.byKey.has(key);
  }

  counts(): Record<string, number> {
    return Object.fromEntries([...this.byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }
}
