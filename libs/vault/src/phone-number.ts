import {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';

/** A number without the spaces and signs that people write into it. */
export const digitsOf = (value: string): string => value.normalize('NFKC').replace(/[^\d+]/g, '');

/**
 * A number as the whole world writes it (E.164), read as people write it where the person lives. Null where it is no
 * number there, or nobody knows where that is and the number does not say.
 */
export function worldNumberOf(value: string, jurisdiction: string | null): string | null {
  return valid(digitsOf(value), countryOf(jurisdiction ?? ''))?.number ?? null;
}

/**
 * All ways in which the number may have been written down: a provider may send it without the country, or the record
 * may not have said where the person lives.
 */
export function spellingsOf(value: string, countries: readonly string[]): readonly string[] {
  const digits = digitsOf(value);
  const read = [undefined, ...countries.map(countryOf)].flatMap((home) => valid(digits, home) ?? []);
  const found = read.flatMap((one) => {
    const { number, nationalNumber: national, countryCallingCode: code } = one;
    return [number, `${code}${national}`, `00${code}${national}`, national, digitsOf(one.formatNational())];
  });
  return [...new Set([digits, ...found])];
}

/** `US-CA` lies in `US`; undefined for what is no country. */
function countryOf(jurisdiction: string): CountryCode | undefined {
  const country = jurisdiction.slice(0, 2).toUpperCase() as CountryCode;
  return isSupportedCountry(country, metadata) ? country : undefined;
}

function valid(digits: string, home: CountryCode | undefined): PhoneNumber | undefined {
  // Who writes the country writes its sign or two zeros; a provider often leaves out both.
  const ways = [digits, digits.replace(/^00/, '+'), `+${digits}`];
  const read = ways.map((text) => parsePhoneNumberFromString(text, { defaultCountry: home }, metadata));
  return read.find((number) => number?.isValid() === true);
}
