import { deviceWords } from '#components/account/device-words.ts';
import type { AuditAction } from '#lib/audit/audit-actions.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import { countOf, formatCount } from '#lib/format/count.ts';

type Details = Readonly<Record<string, unknown>>;
/**
 * `it` is what the line is about, as the page calls it: "it" on a dataset's own page; elsewhere "the dataset" where its
 * name follows, "a dataset" where it is gone.
 */
type Words = (details: Details, it: string) => string;

const output = ({ nodeId, portName, run }: Details) => `output ${nodeId}/${portName} of run ${run}`;
/** ` of the dataset`; nothing on its own page. */
const of = (it: string) => (it === 'it' ? '' : ` of ${it}`);
/** A link by what it was made for, in its maker's words. */
const link = ({ note }: Details) =>
  typeof note === 'string' && note !== '' ? `the link “${note}”` : 'a link';
const device = ({ client }: Details) => (typeof client === 'string' ? ` (${deviceWords(client)})` : '');

/** What was done, to follow the name of who did it. */
const words: Record<AuditAction, Words> = {
  'dataset.create': (_, it) => `uploaded ${it}`,
  'dataset.new-version': ({ n }, it) => `uploaded version ${n}${of(it)}`,
  'dataset.repeat-version': ({ n, from, dataTypeId, typeBefore }, it) =>
    `made version ${n}${of(it)} from version ${from}${dataTypeId === typeBefore ? '' : `, as ${dataTypeId}`}`,
  'dataset.rename': ({ from, to }, it) => `renamed ${it} from “${from}” to “${to}”`,
  'dataset.describe': (_, it) => `changed the README${of(it)}`,
  'dataset.delete': (_, it) => `deleted ${it}`,
  'dataset.restore': (_, it) => `restored ${it}`,
  'dataset.purge': (_, it) => `removed ${it} for good`,
  'dataset.preview': ({ n, path, files }, it) =>
    `got ${typeof path === 'string' ? `a key to look at ${path}` : `keys to look at ${countOf(Number(files), 'file')}`} of version ${n}${of(it)}`,
  'dataset.download': ({ n, path, files }, it) =>
    `downloaded ${typeof path === 'string' ? path : downloaded(files)} of version ${n}${of(it)}`,
  'dataset.issue-keys': ({ datasets }) =>
    `listed ${countOf(Number(datasets), 'dataset')} with keys to read them`,
  'upload.reserve': ({ fileName, files, size }) =>
    `began to upload ${typeof files === 'number' ? countOf(files, 'file') : fileName} (${formatBytes(Number(size))})`,
  'upload.renew-key': () => 'got a fresh key for an upload',
  'upload.add-files': ({ files, keys }) =>
    `named ${countOf(Number(files), 'file')} of an upload and got ${countOf(Number(keys), 'key')} to write them`,
  'upload.seal-files': ({ files }) => `sealed ${countOf(Number(files), 'file')} of an upload`,
  'upload.change': ({ files, without }) =>
    `changed an upload to ${countOf(Number(files), 'file')}${Number(without) > 0 ? `, leaving out ${formatCount(Number(without))} that ${Number(without) === 1 ? 'was' : 'were'} named` : ''}`,
  'upload.cancel': ({ withMember }) =>
    `cancelled an upload${typeof withMember === 'string' ? ', as who sent it is no longer a member' : ''}`,
  'upload.refuse': () => 'sent an upload that was refused',
  'upload.undo-overwrite': () => 'put sealed bytes back that were written over',
  'experiment.create': (_, it) => `created ${it}`,
  'experiment.rename': ({ from, to }, it) => `renamed ${it} from “${from}” to “${to}”`,
  'experiment.describe': (_, it) => `changed the description of ${it}`,
  'experiment.delete': (_, it) => `deleted ${it}`,
  'experiment.restore': (_, it) => `restored ${it}`,
  'experiment.purge': (_, it) => `removed ${it} for good`,
  'experiment.start-run': ({ run }, it) => `started run ${run}${of(it)}`,
  'experiment.finish-run': ({ run, status }, it) => `ended run ${run} (${status})${of(it)}`,
  'experiment.add-output': (details, it) => `published ${output(details)}${of(it)}`,
  'experiment.save-output': (details, it) => `saved as a dataset: ${output(details)}${of(it)}`,
  'experiment.preview': (details, it) => `got a key to look at ${output(details)}${of(it)}`,
  'experiment.download': (details, it) => `downloaded ${output(details)}${of(it)}`,
  'share.create': (details, it) => `made ${link(details)} to ${it}`,
  'share.update': (details, it) => `changed ${link(details)} to ${it}`,
  'share.revoke': (details, it) => `revoked ${link(details)} to ${it}`,
  'share.reveal': (details, it) => `was shown ${link(details)} to ${it}`,
  'share.take-over': ({ name, links }) => `took over ${countOf(Number(links), 'link')} of ${name}`,
  'share.set-policy': () => 'changed what links may be made',
  'share.export': (details, it) => `exported the accesses of ${link(details)} to ${it}`,
  'request.create': ({ title }) => `made the link “${title}” to receive data`,
  'request.update': ({ title }) => `changed the link “${title}” to receive data`,
  'request.revoke': ({ title }) => `revoked the link “${title}” to receive data`,
  'request.reveal': ({ title }) => `was shown the link “${title}” to receive data`,
  'submission.receive': ({ sender, fileName, size }) =>
    `took ${fileName} (${formatBytes(Number(size))}) from ${sender}`,
  'submission.accept': ({ sender, fileName }) => `accepted ${fileName} of ${sender}`,
  'submission.decline': ({ sender, fileName }) => `declined ${fileName} of ${sender}`,
  'submission.purge': ({ sender, fileName }) => `removed ${fileName} of ${sender}, which nobody accepted`,
  'token.reveal': ({ slot, purpose }) =>
    purpose === 'access-code' ? `took the ${slot} token into an access code` : `was shown the ${slot} token`,
  'token.regenerate': ({ slot }) => `regenerated the ${slot} token`,
  'member.invite': ({ email, role }) => `invited ${email} as ${role}`,
  'member.invite-again': ({ email }) => `sent the invitation of ${email} again`,
  'member.revoke-invitation': ({ email }) => `took the invitation of ${email} back`,
  'member.join': ({ email, role }) => `joined as ${role} by the invitation of ${email}`,
  'member.rename': ({ from, to }) => `changed their name from “${from}” to “${to}”`,
  'member.change-role': ({ name, from, to }) => `made ${name} ${to}, before ${from}`,
  'member.remove': ({ name }) => `removed ${name} from the workspace`,
  'member.leave': () => 'left the workspace',
  'member.sign-in-link': ({ name }) => `made a sign-in link${typeof name === 'string' ? ` for ${name}` : ''}`,
  'session.start': (details) => `signed in${device(details)}`,
  'session.end': (details) => `ended a session${device(details)}`,
  'session.end-all': ({ sessions }) => `ended all sessions (${sessions})`,
  'workspace.create': ({ name }) => `created the workspace “${name}”`,
  'workspace.rename': ({ from, to }) => `renamed the workspace from “${from}” to “${to}”`,
  'workspace.delete': () => 'deleted the workspace',
  'workspace.restore': () => 'restored the workspace',
  'workspace.purge': () => 'removed the workspace for good',
  'audit.export': ({ format }) => `exported the audit as ${String(format).toUpperCase()}`,
  'samples.fill': () => 'filled the samples',
};

const things: Record<string, { named: string; gone: string }> = {
  dataset: { named: 'the dataset', gone: 'a dataset' },
  experiment: { named: 'the experiment', gone: 'an experiment' },
  // What a link leads to.
  share: { named: 'the dataset', gone: 'a dataset' },
};

/** What an action is done to, where the page does not tell; `isNamed` where its name follows the words. */
export function thingOf(action: string, isNamed: boolean): string {
  return things[action.split('.')[0] ?? '']?.[isNamed ? 'named' : 'gone'] ?? 'it';
}

function downloaded(files: unknown): string {
  return typeof files === 'number' ? countOf(files, 'file') : 'the file';
}

/** What was done in words. An action of another release, without words here, is shown by its name. */
export function actionWords(action: string, details: Details, it: string): string {
  return Object.hasOwn(words, action) ? words[action as AuditAction](details, it) : action;
}
