/** Where an upload is asked for: a workspace of a member, or a request for data that was sent as a link. */
export type PortalAddress =
  | { kind: 'workspace'; workspaceId: string }
  /** `requestId` is no secret; the link's code stays with the page that was opened by it. `sender` is as they call themselves. */
  | { kind: 'request'; requestId: string; sender?: string };
