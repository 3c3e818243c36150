import type { OpenedShare } from '#components/transfers/read-target.ts';
import type { Call } from '#lib/api/client.ts';
import type { ReadKey } from '#lib/datasets/dataset-schema.ts';
import { SluiceError } from '#lib/errors.ts';
import type { ShareView } from '#lib/shares/share-schema.ts';
import { saveByKey } from './save-by-key.ts';

interface Opening {
  api: Call;
  code: string;
  /** Held as long as the page is open: the ticket lasts minutes. */
  password: string | undefined;
  /** A download was counted. */
  onDownload: () => void;
  /** The link does not open any more. */
  onClosed: () => void;
}

let lastId = 0;

/** Opens a link; throws `link_closed` where it does not open, and does not say why. */
export async function openLink(opening: Opening): Promise<{ view: ShareView; share: OpenedShare }> {
  const { api, code, password } = opening;
  const view = await api('openShare', { body: { code, ...(password ? { password } : {}) } });
  return { view, share: shareOf(opening, view.ticket) };
}

function shareOf(opening: Opening, first: string): OpenedShare {
  const { api, code, password, onDownload, onClosed } = opening;
  lastId += 1;
  let ticket = first;

  function ask(path: string | undefined, purpose: 'preview' | 'download', signal: AbortSignal | undefined) {
    const body = { code, ticket, purpose, ...(path === undefined ? {} : { path }) };
    return api('issueShareKey', { body, ...(signal ? { signal } : {}) });
  }

  async function issueKey(
    path: string | undefined,
    purpose: 'preview' | 'download',
    signal?: AbortSignal,
  ): Promise<ReadKey> {
    try {
      const key = await ask(path, purpose, signal).catch(async (error: unknown) => {
        // The ticket may have run out; only opening the link anew tells.
        if (!isClosed(error)) throw error;
        const body = { code, ...(password ? { password } : {}) };
        ({ ticket } = await api('openShare', { body, ...(signal ? { signal } : {}) }));
        return ask(path, purpose, signal);
      });
      if (purpose === 'download') onDownload();
      return key;
    } catch (error) {
      if (!isClosed(error)) throw error;
      onClosed();
      throw new SluiceError('link_closed', closedMeanwhile, { cause: error });
    }
  }

  return {
    id: String(lastId),
    issueKey,
    download: async (path) => saveByKey(await issueKey(path, 'download')),
  };
}

export const closedMeanwhile =
  'This link has closed since you opened it: it was withdrawn, has expired, or is used up. Ask who gave it to you.';

export function isClosed(error: unknown): boolean {
  return error instanceof SluiceError && error.code === 'link_closed';
}
