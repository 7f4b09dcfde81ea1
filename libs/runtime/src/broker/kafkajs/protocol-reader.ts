/** Reads the primitive types of Kafka's flexible protocol versions, one after the other. */
export class ProtocolReader {
  #at = 0;
  constructor(private readonly bytes: Buffer) {}

  int8(): number {
    return this.bytes.readInt8(this.#pass(1));
  }

  int16(): number {
    return this.bytes.readInt16BE(this.#pass(2));
  }

  int32(): number {
    return this.bytes.readInt32BE(this.#pass(4));
  }

  unsignedVarint(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes.readUInt8(this.#pass(1));
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }

  /** Compact and nullable: the length is one more than it is, and zero is null. */
  string(): string | null {
    const length = this.unsignedVarint() - 1;
    if (length < 0) return null;
    const from = this.#pass(length);
    return this.bytes.toString('utf8', from, from + length);
  }

  /** As Kafka's own tools print it: 16 bytes in URL-safe base64. */
  uuid(): string {
    const from = this.#pass(16);
    return this.bytes.toString('base64url', from, from + 16);
  }

  array<T>(element: () => T): T[] {
    const length = this.unsignedVarint() - 1;
    return Array.from({ length: Math.max(0, length) }, element);
  }

  /** Tagged fields are of later versions, and passed over. */
  tags(): void {
    for (let left = this.unsignedVarint(); left > 0; left -= 1) {
      this.unsignedVarint();
      this.#pass(this.unsignedVarint());
    }
  }

  #pass(bytes: number): number {
    const from = this.#at;
    this.#at += bytes;
    return from;
  }
}
