import { canariesIn } from './canaries.js';
import { somebody } from './people.js';

const [HAN, LATIN] = [somebody(2), somebody(1)];
const PEOPLE = [HAN, LATIN];

it.each([
  ['as it is', `{"msg":"sent to ${HAN.name}"}`, ['P-2 name']],
  ['in capitals', LATIN.email.toUpperCase(), ['P-1 email']],
  ['as escaped JSON', `"\\u91d1\\u4e1d\\u96c0\\u5f20\\u4e09\\u4e30 2"`, ['P-2 name']],
  ['in an address of the web', `/search?q=${encodeURIComponent(HAN.address)}`, ['P-2 address']],
  ['as bytes in hex', Buffer.from(`x${LATIN.name}y`).toString('hex'), ['P-1 name']],
  ['in base64, first', Buffer.from(`${LATIN.name} and more`).toString('base64'), ['P-1 name']],
  ['in base64, one byte in', Buffer.from(`{${LATIN.name} and more`).toString('base64'), ['P-1 name']],
  ['in base64, two bytes in', Buffer.from(`{"${HAN.name}"}`).toString('base64'), ['P-2 name']],
  ['a number without its land', `to 0086${HAN.mobile.slice(3)}`, ['P-2 national']],
  ['an id, which is no secret', `${HAN.person} wrote about demo:L-2`, []],
])('finds a value %s', (_form, text, found) => {
  expect(canariesIn(text, PEOPLE)).toEqual(found);
});
