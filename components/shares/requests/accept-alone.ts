import type { Call } from '#lib/api/client.ts';
import { nameKey, proposeName } from '#lib/datasets/dataset-name.ts';
import { SluiceError } from '#lib/errors.ts';
import type { Submission } from '#lib/shares/data-request-schema.ts';
import { nextName } from '#lib/transfers/other-name.ts';

/**
 * Makes what arrived a dataset named after its file, with a number where the name is taken. Throws what else is refused.
 * `tried` is for several at once: the keys of names that are taken or asked for, so that of many files of one name none asks for
 * all those that came before.
 */
export async function acceptAlone(
  api: Call,
  workspaceId: string,
  { id: submissionId, fileName }: Pick<Submission, 'id' | 'fileName'>,
  tried = new Set<string>(),
): Promise<void> {
  const params = { workspaceId, submissionId };
  const isTried = (name: string) => tried.has(nameKey(name));
  const proposed = proposeName(fileName);
  let name = isTried(proposed) ? nextName(proposed, isTried) : proposed;
  for (; ; name = nextName(name, isTried)) {
    tried.add(nameKey(name));
    try {
      await api('acceptSubmission', { params, body: { name } });
      return;
    } catch (error) {
      if (error instanceof SluiceError && error.code === 'name_taken') continue;
      tried.delete(nameKey(name));
      throw error;
    }
  }
}
