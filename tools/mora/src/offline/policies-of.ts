import { existsSync } from 'node:fs';
import { loadPolicies, Policies, readPolicySet, withPolicyFile } from '@mora/delinquency-classification';
import { EXIT, Failure } from '../failure.js';

type PolicySet = ReturnType<typeof readPolicySet>;

/**
 * The tables and schemes that are named, by id or as a file; where none of a kind is named, those that are usual. All
 * of them are proved on their golden cases. Throws Failure.
 */
export function policiesOf(named: string | undefined, folder: string | undefined): Policies {
  try {
    const { active } = loadPolicies(folder);
    const { set, names } = collected(named?.split(',') ?? [], readPolicySet(folder));
    const among = (ladders: readonly Readonly<{ id: string }>[]) =>
      names.filter((name) => ladders.some(({ id }) => id === name));
    const [tables, schemes] = [among(set.tables), among(set.schemes)];
    const products = among(set.products);
    const strange = names.filter((name) => ![...tables, ...schemes, ...products].includes(name));
    if (strange.length > 0)
      throw new Failure(`There is no policy ${strange.join(', ')}. There are: ${idsOf(set)}, and files.`);
    const or = (some: readonly string[], usual: readonly string[]) => (some.length > 0 ? some : usual);
    return new Policies(set, { tables: or(tables, active.tables), schemes: or(schemes, active.schemes) });
  } catch (error) {
    throw new Failure(error instanceof Error ? error.message : String(error), EXIT.usage);
  }
}

/** The set with the files in it, and the ids of all that is named. */
function collected(
  named: readonly string[],
  shipped: PolicySet,
): Readonly<{ set: PolicySet; names: readonly string[] }> {
  let set = shipped;
  const names = named.map((name) => {
    if (!isFile(name)) return name;
    const { set: wider, id } = fromFile(set, name);
    set = wider;
    return id;
  });
  return { set, names };
}

const isFile = (name: string): boolean => /[/\\]|\.json$/.test(name);

function fromFile(set: PolicySet, file: string): ReturnType<typeof withPolicyFile> {
  if (!existsSync(file)) throw new Failure(`There is no policy file ${file}.`);
  try {
    return withPolicyFile(set, file);
  } catch (error) {
    throw new Failure(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const idsOf = ({ tables, schemes }: PolicySet): string =>
  [...new Set([...tables, ...schemes].map(({ id }) => id))].join(', ');
