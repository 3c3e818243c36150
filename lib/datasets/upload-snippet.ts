/**
 * Shell commands that upload `rain.csv`: reserve, send the bytes straight to storage, confirm. `portal` is its origin.
 * They read an authorization token of the workspace from `SLUICE_TOKEN`.
 */
export function uploadWithCurl(portal: string, workspaceId: string): string {
  return `(set -e -o pipefail # stops at the first failure and says why
uploads=${portal}/api/v1/workspaces/${workspaceId}/uploads
: "\${SLUICE_TOKEN:?is to hold an authorization token of the workspace}"
ask() { curl -sS --fail-with-body -H @<(printf 'Authorization: Bearer %s' "$SLUICE_TOKEN") "$@"; }

# reserve: answers a key (SAS) for one new blob; "datasetId" for "name" makes a new version
ask $uploads -o upload.json --json '{"name": "Rain", "dataTypeId": "GenericCSV",
  "fileName": "rain.csv", "contentType": "text/csv",
  "size": '$(($(wc -c <rain.csv)))'}' || { cat upload.json; exit 1; }

# send: straight to storage
curl -sS --fail-with-body -T rain.csv -H 'x-ms-blob-type: BlockBlob' -D sent.txt \\
  "$(jq -r .key.url upload.json)"

# confirm: checked, sealed, listed
etag=$(grep -i '^etag:' sent.txt | cut -d' ' -f2 | tr -d '\\r')
jq -n --arg etag "$etag" '{$etag}' |
  ask --json @- $uploads/$(jq -r .id upload.json)/confirm
)
`;
}
