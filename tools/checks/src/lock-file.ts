type LockedPackage = Readonly<{ optionalDependencies?: Readonly<Record<string, string>>; resolved?: string }>;
export type LockFile = Readonly<{ packages: Readonly<Record<string, LockedPackage>> }>;

/**
 * Packages that somebody's platform needs and the lock file does not name, as `package -> missing`.
 * npm leaves out in silence what its registry did not have that day, and `npm ci` then fails for all.
 */
export function missingForSomePlatform(lock: LockFile): readonly string[] {
  return Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !placesOf(path, name).some((place) => place in lock.packages))
      .map((name) => `${path.replace(/^.*node_modules\//, '')} -> ${name}`),
  );
}

/** Where Node would look for a package that the one at `path` asks for: in its own folder, then in each above it. */
function placesOf(path: string, name: string): readonly string[] {
  const nested = path.split(/\/?node_modules\//).filter((part) => part !== '');
  const above = nested.map((_, depth) => `node_modules/${nested.slice(0, depth + 1).join('/node_modules/')}`);
  const inWorkspace = path !== '' && !path.includes('node_modules/') ? [`${path}/node_modules/${name}`] : [];
  return [`node_modules/${name}`, ...inWorkspace, ...above.map((folder) => `${folder}/node_modules/${name}`)];
}

/** Packages whose lock entry names the registry it came from: that is one machine's, and another could not install. */
export function namingTheirRegistry(lock: LockFile): readonly string[] {
  return Object.entries(lock.packages)
    .filter(([, { resolved }]) => resolved !== undefined && /^[a-z+]+:/.test(resolved))
    .map(([path]) => path);
}
