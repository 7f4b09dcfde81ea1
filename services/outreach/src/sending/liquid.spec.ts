import type { Values } from '../domain/words-check/template.js';
import { render } from './liquid.js';

const said = (values: object): Values => values as Values;

const PAUSE_MS = 300;

/** Values of which one keeps whoever reads it waiting, as a machine does that is busy elsewhere. */
const slowly = {
  get amount(): string {
    const end = performance.now() + PAUSE_MS;
    while (performance.now() < end);
    return '1200.00';
  },
  name: 'Chen',
};

it('a machine that stands still for a moment fails no notice', () => {
  expect(render('{{amount}} {{name}}', said(slowly))).toBe('1200.00 Chen');
});

it.each([
  ['what is not there', '{{nothing}}'],
  ['a loop', '{% for n in (1..9) %}{{n}}{% endfor %}'],
  ['another template', "{% include 'other' %}"],
  ['no template', '{{name'],
  ['more than anybody reads', 'x'.repeat(10_001)],
])('%s is no text', (_what, body) => expect(render(body, said({ name: 'Chen' }))).toBeNull());
