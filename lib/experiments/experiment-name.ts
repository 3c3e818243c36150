import { hiddenSignsProblem } from '#lib/format/hidden-signs.ts';

const maxNameLength = 255;

/** Longest description, in UTF-16 code units. */
export const maxExperimentDescription = 20_000;

/** The rule that an experiment's name breaks, as one sentence. Two experiments may have one name. */
export function experimentNameProblem(name: string): string | undefined {
  if (name.trim() === '') return 'The name is empty; give the experiment a name.';
  if (name.length > maxNameLength)
    return `The name has ${name.length} characters; shorten it to ${maxNameLength} at most.`;
  return hiddenSignsProblem(name.trim(), 'The name');
}
