import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner } from '@nestjs/core';
import { ALLOWED_ROLES, OPEN } from './roles.js';

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

/** Throws UnguardedRoutes with every route of the controllers that has neither roles nor is open by itself. */
export function checkRoutes(controllers: readonly Type[]): void {
  const unguarded = controllers.flatMap(unguardedRoutes);
  if (unguarded.length > 0) throw new UnguardedRoutes(unguarded);
}

function unguardedRoutes(controller: Type): string[] {
  const methods = controller.prototype as Record<string, object>;
  return new MetadataScanner()
    .getAllMethodNames(methods)
    .filter((name) => isRoute(methods[name]) && !isGuarded(methods[name], controller))
    .map((name) => `${routeName(methods[name])} (${controller.name}.${name})`);
}

const isRoute = (method: object | undefined): method is object =>
  method !== undefined && Reflect.hasMetadata(PATH_METADATA, method) && Reflect.hasMetadata(METHOD_METADATA, method);

function isGuarded(method: object | undefined, controller: Type): boolean {
  if (method === undefined) return false;
  return (
    Reflect.hasMetadata(OPEN, method) ||
    Reflect.hasMetadata(ALLOWED_ROLES, method) ||
    Reflect.hasMetadata(ALLOWED_ROLES, controller)
  );
}

function routeName(method: object | undefined): string {
  if (method === undefined) return '';
  return `${RequestMethod[Number(Reflect.getMetadata(METHOD_METADATA, method))]} ${String(Reflect.getMetadata(PATH_METADATA, method))}`;
}
