/**
 * Shell commands that upload `rain.csv`: reserve, send the bytes straight to storage, confirm. `portal` is its origin.
 * They read the session from `sluice.cookies`, made by spending a sign-in link's code.
 */
export function uploadWithCurl(portal: string, workspaceId: string): string {
  return `portal=${portal}
uploads=$portal/api/v1/workspaces/${workspaceId}/uploads
ask() { curl -fsS -b sluice.cookies -H "Origin: $portal" "$@"; }

# once, with the part of a fresh sign-in link after #
ask -c sluice.cookies --json '{"code":"CODE"}' $portal/api/v1/session

# reserve: answers a key (SAS) for one new blob
ask $uploads -o upload.json --json '{"name": "Rain", "dataTypeId": "GenericCSV",
  "fileName": "rain.csv", "size": '$(($(wc -c <rain.csv)))'}'

# send: straight to storage
curl -fsS -T rain.csv -H 'x-ms-blob-type: BlockBlob' -D sent.txt \\
  "$(jq -r .key.url upload.json)"

# confirm: checked, sealed, listed
etag=$(grep -i '^etag:' sent.txt | cut -d' ' -f2 | tr -d '\\r')
jq -n --arg etag "$etag" '{$etag}' |
  ask --json @- $uploads/$(jq -r .id upload.json)/confirm
`;
}
