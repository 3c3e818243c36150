/** Makes a link from a shell: links are made by people, so it takes a session's cookie, not a token. */
export function shareSnippet(origin: string, workspaceId: string): string {
  return `# once, with the part after # of a fresh sign-in link (npm run sign-in-link, where Sluice runs, prints one)
curl -fsS -c cookies.txt -H 'Origin: ${origin}' -H 'Content-Type: application/json' \\
  -d '{"code": "<code>"}' '${origin}/api/v1/session'

curl -fsS -b cookies.txt -H 'Origin: ${origin}' -H 'Content-Type: application/json' \\
  -d '{"datasetId": "<dataset id>", "n": null, "expiresAt": "2030-01-31T00:00:00Z"}' \\
  '${origin}/api/v1/workspaces/${workspaceId}/shares'
`;
}
