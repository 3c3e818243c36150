import { z } from 'zod';
import { hiddenSignsProblem } from './hidden-signs.ts';

/**
 * A line that people read, such as a name or a note, without the blanks around it. It may be empty; `what` begins the
 * sentence about a bad one: `The name`.
 */
export function lineSchema(what: string) {
  return z
    .string()
    .trim()
    .regex(/^\P{Cc}*$/u, `${what} holds a control character; type it anew.`)
    .superRefine((text, issues) => {
      const problem = hiddenSignsProblem(text, what);
      if (problem) issues.addIssue({ code: 'custom', message: problem });
    });
}
