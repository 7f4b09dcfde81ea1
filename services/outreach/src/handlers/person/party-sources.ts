import type { TenantId } from '@mora/kernel';
import type { KeyProvider } from '../../vault/key-provider.js';

/** The sources of party records: whose they are, and the key that tells whether a value has changed. */
export class PartySources {
  private constructor(private readonly bySource: ReadonlyMap<string, Readonly<{ tenant: TenantId; index: Buffer }>>) {}

  /** The keys are read once: records are read where nothing can be waited for. */
  static async of(sources: readonly string[], keys: KeyProvider): Promise<PartySources> {
    const named = await Promise.all(
      sources.map(async (text) => {
        const [source = '', name = ''] = text.split('=');
        const tenant = name as TenantId;
        return [source, { tenant, index: await keys.indexKey(tenant) }] as const;
      }),
    );
    return new PartySources(new Map(named));
  }

  find(source: string): Readonly<{ tenant: TenantId; index: Buffer }> | null {
    return this.bySource.get(source) ?? null;
  }
}

/** The tenant whose key seals what waits at the door. */
export const firstTenant = ([first = '']: readonly string[]): TenantId => (first.split('=')[1] ?? '') as TenantId;
