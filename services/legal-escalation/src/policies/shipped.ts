import { fileURLToPath } from 'node:url';

/** The policies that are shipped, at the root of this service's `policies/`. */
export const SHIPPED = fileURLToPath(new URL('../../policies/', import.meta.url));
