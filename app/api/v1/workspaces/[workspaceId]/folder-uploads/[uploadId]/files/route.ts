import { route } from '#server/http/index.ts';
import { addFolderFiles } from '#server/transfers/index.ts';

export const POST = route('addFolderFiles', addFolderFiles);
