import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner } from '@nestjs/core';
import { OPEN, rolesOf } from './roles.js';

/** Routes that say nothing about who may use them. */
export class UnguardedRoutes extends Error {
  readonly dataFree = true;

  constructor(readonly routes: readonly string[]) {
    super(
      `these routes name no role, so nobody could use them; add @Roles(…):\n${routes.map((route) => `  ${route}`).join('\n')}`,
    );
    this.name = 'UnguardedRoutes';
  }
}

/** A route of a service that takes no token, and why. */
export type OpenRoute = Readonly<{ route: string; reason: string }>;

/** The routes of these controllers that take no token. */
export const openRoutes = (controllers: readonly Type[]): readonly OpenRoute[] =>
  controllers.flatMap((controller) =>
    routesOf(controller).flatMap(({ method, name }) => {
      const reason = Reflect.getMetadata(OPEN, method) as string | undefined;
      return reason === undefined ? [] : [{ route: `${routeName(method)} (${controller.name}.${name})`, reason }];
    }),
  );

/** Throws UnguardedRoutes with every route of the controllers that has neither roles nor is open by itself. */
export function checkRoutes(controllers: readonly Type[]): void {
  const unguarded = controllers.flatMap(unguardedRoutes);
  if (unguarded.length > 0) throw new UnguardedRoutes(unguarded);
}

function unguardedRoutes(controller: Type): string[] {
  return routesOf(controller)
    .filter(({ method }) => !isGuarded(method, controller))
    .map(({ method, name }) => `${routeName(method)} (${controller.name}.${name})`);
}

type Route = Readonly<{ name: string; method: object }>;

function routesOf(controller: Type): readonly Route[] {
  const prototype = controller.prototype as Record<string, object>;
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
    const method = prototype[name];
    return isRoute(method) ? [{ name, method }] : [];
  });
}

const isRoute = (method: object | undefined): method is object =>
  method !== undefined && Reflect.hasMetadata(PATH_METADATA, method) && Reflect.hasMetadata(METHOD_METADATA, method);

const isGuarded = (method: object, controller: Type): boolean =>
  Reflect.hasMetadata(OPEN, method) || rolesOf(method, controller).length > 0;

function routeName(method: object): string {
  const verb = RequestMethod[Number(Reflect.getMetadata(METHOD_METADATA, method))];
  return `${verb} ${String(Reflect.getMetadata(PATH_METADATA, method))}`;
}
