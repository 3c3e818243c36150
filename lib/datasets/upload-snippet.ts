/**
 * Shell commands that upload `rain.csv`: reserve, send the bytes straight to storage, confirm. `origin` is the portal's.
 * They read the session from `sluice.cookies`, made by spending a sign-in link's code.
 */
export function uploadWithCurl(origin: string, workspaceId: string): string {
  const uploads = `${origin}/api/v1/workspaces/${workspaceId}/uploads`;
  const ask = `curl -fsS -b sluice.cookies -H 'Origin: ${origin}'`;
  return `# once, with the part of a fresh sign-in link after #
curl -fsS -c sluice.cookies -H 'Origin: ${origin}' --json '{"code":"CODE"}' ${origin}/api/v1/session

# reserve: answers a key (SAS) for one new blob
${ask} ${uploads} -o upload.json --json \\
  '{"name":"Rain","dataTypeId":"GenericCSV","fileName":"rain.csv","size":'$(($(wc -c <rain.csv)))'}'

# send: straight to storage
curl -fsS -T rain.csv -H 'x-ms-blob-type: BlockBlob' -D sent.txt "$(jq -r .key.url upload.json)"

# confirm: checked, sealed, listed
jq -Rn '{etag: [inputs | capture("^[Ee][Tt]ag: (?<e>[^\\r]*)").e][0]}' sent.txt |
  ${ask} --json @- ${uploads}/$(jq -r .id upload.json)/confirm
`;
}
