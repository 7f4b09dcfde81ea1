import { formsOf, leaksIn } from './canaries.js';

const NAME = '王秀英';
const canaries = [{ what: 'name', forms: formsOf(NAME) }];
const inBase64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

it.each([
  ['as it is', `sent to ${NAME}`],
  ['in JSON with escapes', '{"to":"\\u738b\\u79c0\\u82f1"}'],
  ['in a URL', `/find?name=${encodeURIComponent(NAME)}`],
  ['in hexadecimal, as a database shows bytes', `\\x00${Buffer.from(NAME).toString('hex')}00`],
  ['in base64 by itself', inBase64(NAME)],
  ['in base64 after one byte', inBase64(`a${NAME} and more`)],
  ['in base64 after two', inBase64(`ab${NAME} and more`)],
])('a value that leaks %s is found', (_how, text) => expect(leaksIn(text, canaries)).toEqual(['name']));

it('another value is not', () => expect(leaksIn('sent to 王秀 and 英', canaries)).toEqual([]));
