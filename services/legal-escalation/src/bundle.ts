import type { Provider, Type } from '@nestjs/common';
import type { Reactor } from '@mora/runtime';

/** What one part of the service adds to its module: kept beside the part, so that the module need not change for it. */
export type Bundle = Readonly<{
  controllers: readonly Type[];
  providers: readonly Provider[];
  /** Injectable classes; each is also a provider. */
  reactors?: readonly Type<Reactor<unknown, unknown>>[];
  /** Paths whose bodies the controller reads itself. */
  readsBodies?: readonly string[];
}>;
