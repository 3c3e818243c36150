import type { Call } from '#lib/api/client.ts';
import { proposeName } from '#lib/datasets/dataset-name.ts';
import { SluiceError } from '#lib/errors.ts';
import type { Submission } from '#lib/shares/data-request-schema.ts';
import { otherName } from '#lib/transfers/other-name.ts';

/** Makes what arrived a dataset named after its file, with a number where the name is taken. Throws what else is refused. */
export async function acceptAlone(
  api: Call,
  workspaceId: string,
  { id: submissionId, fileName }: Pick<Submission, 'id' | 'fileName'>,
): Promise<void> {
  const params = { workspaceId, submissionId };
  for (let name = proposeName(fileName); ; name = otherName(name)) {
    try {
      await api('acceptSubmission', { params, body: { name } });
      return;
    } catch (error) {
      if (!(error instanceof SluiceError) || error.code !== 'name_taken') throw error;
    }
  }
}
