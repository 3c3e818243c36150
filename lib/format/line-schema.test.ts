import { expect, it } from 'vitest';
import { createDataRequestSchema, reserveSubmissionSchema } from '#lib/shares/data-request-schema.ts';
import { noteSchema } from '#lib/shares/share-schema.ts';
import { updateProfileSchema } from '#lib/users/user-schema.ts';
import { workspaceNameSchema } from '#lib/workspaces/workspace-schema.ts';
import { lineSchema } from './line-schema.ts';

it('takes a line without the blanks around it, and says what is wrong with a bad one', () => {
  expect(lineSchema('The note').parse(' for Ada ')).toBe('for Ada');
  expect(lineSchema('The note').parse('')).toBe('');
  const problemOf = (text: string) => lineSchema('The note').safeParse(text).error?.issues[0]?.message;
  expect(problemOf('a\nb')).toBe('The note holds a control character; type it anew.');
  expect(problemOf('a\u202eb')).toContain('The note holds invisible');
  expect(problemOf('\u2800')).toContain('The note shows nothing');
});

it.each([
  ['a display name', updateProfileSchema.shape.displayName],
  ['the name of a workspace', workspaceNameSchema],
  ['the title of a link', createDataRequestSchema.shape.title],
  ['the note of a link', noteSchema],
  ['a sender', reserveSubmissionSchema.shape.sender],
  ['the name of a file', reserveSubmissionSchema.shape.fileName],
])('%s cannot pass for another, or show nothing', (_, schema) => {
  for (const text of ['Ada', '李小龍', 'می\u200cخواهم', '👩\u200d🌾'])
    expect(schema.safeParse(text).success).toBe(true);
  for (const text of ['Ada\u202e', 'A\u061cda', 'Ad\u00ada', '\u200c', 'Ada\u{e0041}', '\u3164', '\u2800'])
    expect(schema.safeParse(text).success, JSON.stringify(text)).toBe(false);
});
