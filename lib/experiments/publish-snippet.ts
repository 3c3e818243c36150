import { pythonString } from '#lib/access-code/quoting.ts';

interface PublishTarget {
  /** Origin of the portal, without a slash at the end. */
  portalUrl: string;
  workspaceId: string;
  /** A new experiment of that name, or one that is there. */
  experiment: { name: string } | { id: string };
}

/**
 * A Python program that publishes one output of one run: run, key, bytes straight to storage, confirm, finish. It needs
 * `requests`, and reads an authorization token of the workspace from `SLUICE_TOKEN`.
 */
export function publishWithPython({ portalUrl, workspaceId, experiment }: PublishTarget): string {
  const experiments = `${portalUrl}/api/v1/workspaces/${workspaceId}/experiments`;
  const found =
    'id' in experiment
      ? pythonString(experiment.id)
      : `ask('POST', '', {'name': ${pythonString(experiment.name)}})['id']`;
  return `import os
import requests

experiments = ${pythonString(experiments)}
token = {'Authorization': 'Bearer ' + os.environ['SLUICE_TOKEN']}


def ask(method, path, body=None):
    answer = requests.request(method, experiments + path, json=body, headers=token)
    if not answer.ok:
        raise SystemExit(answer.text)
    return answer.json()


experiment = ${found}
run = '/%s/runs/%d' % (experiment, ask('POST', '/%s/runs' % experiment)['n'])

# one output; its bytes go straight to storage, by a key for this one blob
data = b'epoch,loss\\n1,0.61\\n2,0.48\\n'
upload = ask('POST', run + '/outputs', {
    'nodeId': 'train',
    'portName': 'History',
    'dataTypeId': 'GenericCSV',
    'fileName': 'history.csv',
    'contentType': 'text/csv',
    'size': len(data),
})
sent = requests.put(upload['key']['url'], data=data, headers={
    'x-ms-blob-type': 'BlockBlob',
    'Content-Type': 'text/csv',
})
if not sent.ok:
    raise SystemExit('storage answered %d' % sent.status_code)
ask('POST', run + '/uploads/%s/confirm' % upload['id'], {'etag': sent.headers['ETag']})

ask('PATCH', run, {'status': 'finished'})
print('published as experiment', experiment)
`;
}
