import { hiddenSignsProblem } from '#lib/format/hidden-signs.ts';

/** The rule a workspace's name breaks, as one sentence. */
export function nameProblem(name: string): string | undefined {
  if (name.trim() === '') return 'The name is empty; give the workspace a name.';
  if (name.trim().length > 100) return 'The name is too long; 100 characters at most.';
  return hiddenSignsProblem(name, 'The name');
}
