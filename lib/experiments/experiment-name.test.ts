import { expect, test } from 'vitest';
import { experimentNameProblem, maxExperimentDescription } from './experiment-name.ts';
import { experimentDescriptionSchema, experimentNameSchema } from './experiment-schema.ts';

test.each([
  ['Census income', true],
  ['a/b: "c"', true],
  ['n'.repeat(255), true],
  ['n'.repeat(256), false],
  ['', false],
  ['  \n', false],
  [' Census income ', true],
  ['Census\u200bincome', false],
  ['\u202eemocni susneC', false],
  ['\u3164', false],
])('the page and the server agree about the name %j', (name, good) => {
  expect(experimentNameProblem(name) === undefined).toBe(good);
  expect(experimentNameSchema.safeParse(name).success).toBe(good);
});

test('the page lets a description be as long as the server does', () => {
  expect(experimentDescriptionSchema.safeParse('d'.repeat(maxExperimentDescription)).success).toBe(true);
  expect(experimentDescriptionSchema.safeParse('d'.repeat(maxExperimentDescription + 1)).success).toBe(false);
});
