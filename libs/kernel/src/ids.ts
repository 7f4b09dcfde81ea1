declare const brand: unique symbol;
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** An entity of the bank: every row, key and stream carries it. */
export type TenantId = Brand<string, 'TenantId'>;

/** A loan in all of Mora: `tenant:ledger's own loan id`, so that two tenants may number their loans alike. */
export type LoanId = Brand<string, 'LoanId'>;

/** A person in all of Mora: `tenant:ledger's own party id`. Whoever owes two loans of one bank is one person. */
export type PersonId = Brand<string, 'PersonId'>;

const TENANT = /^[a-z0-9][a-z0-9-]{0,31}$/;
/** What a ledger's own id of a loan or of a party may be. */
const LEDGER_ID = /^[^\s:\p{Cc}\p{Cs}][^\p{Cc}\p{Cs}]{0,127}$/u;

/** Throws RangeError unless the text is 1 to 32 of `a-z 0-9 -`. */
export function tenantId(text: string): TenantId {
  if (!TENANT.test(text)) throw new RangeError('a tenant is 1 to 32 of a-z, 0-9 and -');
  return text as TenantId;
}

/** Throws RangeError where the ledger's id is empty, longer than 128 characters, or no text that a database keeps as it is. */
export function loanIdOf(tenant: TenantId, ledgerLoanId: string): LoanId {
  if (!LEDGER_ID.test(ledgerLoanId)) throw new RangeError('not a loan id');
  return `${tenant}:${ledgerLoanId}` as LoanId;
}

/** Reads a loan id as it stands on the wire. Throws RangeError. */
export function loanId(text: string): LoanId {
  const colon = text.indexOf(':');
  return loanIdOf(tenantId(text.slice(0, Math.max(colon, 0))), text.slice(colon + 1));
}

/** Throws RangeError where the ledger's party id is not what a loan id may be either. */
export function personIdOf(tenant: TenantId, partyId: string): PersonId {
  if (!LEDGER_ID.test(partyId)) throw new RangeError('not a party id');
  return `${tenant}:${partyId}` as PersonId;
}

/** Reads a person id as it stands on the wire. Throws RangeError. */
export function personId(text: string): PersonId {
  const colon = text.indexOf(':');
  return personIdOf(tenantId(text.slice(0, Math.max(colon, 0))), text.slice(colon + 1));
}

export const tenantOf = (id: LoanId | PersonId): TenantId => id.slice(0, id.indexOf(':')) as TenantId;

export const ledgerLoanIdOf = (loan: LoanId): string => loan.slice(loan.indexOf(':') + 1);

export const partyIdOf = (person: PersonId): string => person.slice(person.indexOf(':') + 1);
