import { Module, type ModuleMetadata, type Type } from '@nestjs/common';
import type { Reactor } from '../reactor/reactor.js';
import type { Settings } from './config/settings.js';
import type { Migration } from './database/migrate.js';

export type ServiceDefinition = Readonly<{
  /** As in topics, metrics and logs: `delinquency-classification`. */
  name: string;
  title: string;
  description: string;
  imports?: ModuleMetadata['imports'];
  controllers?: readonly Type[];
  providers?: ModuleMetadata['providers'];
  /** Paths whose bodies the controller reads itself, so that it sees one that is no JSON, and who has sent it. */
  readsBodies?: readonly string[];
  /** The service's own; the runtime's come before them. */
  migrations: readonly Migration[];
  /** Injectable classes; each is also a provider. */
  reactors: readonly Type<Reactor<unknown, unknown>>[];
  /** The service's own settings, beside those that every service has. */
  settings?: Settings;
}>;

const DEFINITION = Symbol('mora: the definition of a service');

/** A Nest module that is a whole service: what to listen to, what to migrate, what to be told. */
export function MoraService(definition: ServiceDefinition): ClassDecorator {
  const { imports = [], controllers = [], providers = [], reactors } = definition;
  return (target) => {
    Module({ imports, controllers: [...controllers], providers: [...providers, ...reactors] })(target);
    Reflect.defineMetadata(DEFINITION, definition, target);
  };
}

/** Throws TypeError where the class is no @MoraService. */
export function definitionOf(service: Type): ServiceDefinition {
  const definition = Reflect.getMetadata(DEFINITION, service) as ServiceDefinition | undefined;
  if (definition === undefined) throw new TypeError(`${service.name} is not a @MoraService`);
  return definition;
}
