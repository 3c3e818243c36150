import { route } from '#server/http/index.ts';
import { listStagedBlocks } from '#server/transfers/index.ts';

export const GET = route('listStagedBlocks', listStagedBlocks);
