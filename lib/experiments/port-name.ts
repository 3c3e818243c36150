// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to refuse
const forbidden = /[\u0000-\u001f\u007f-\u009f\\/]/u;

/** The rule that a node's id or a port's name breaks, as one sentence; it stands in a path of the Studio API. */
export function portProblem(name: string): string | undefined {
  if (name === '') return 'The name of the node or port is empty; give it one.';
  if (name.length > 255) return `The name has ${name.length} characters; shorten it to 255 at most.`;
  if (!name.isWellFormed()) return 'The name holds half of a surrogate pair; type it anew.';
  if (forbidden.test(name)) return 'The name holds a slash or a control character; leave it out.';
  if (name === '.' || name === '..')
    return 'A node or port cannot be named by dots alone; choose another name.';
  return undefined;
}
