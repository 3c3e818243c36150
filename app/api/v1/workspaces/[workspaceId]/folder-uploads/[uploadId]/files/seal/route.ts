import { route } from '#server/http/index.ts';
import { sealFolderFiles } from '#server/transfers/index.ts';

export const POST = route('sealFolderFiles', sealFolderFiles);
