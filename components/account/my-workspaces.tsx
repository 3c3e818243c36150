import Link from 'next/link';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { Session } from '#lib/identity/session-schema.ts';
import { datasetsPath } from '#lib/paths.ts';

/** Where I am a member, and the way there. */
export function MyWorkspaces({ workspaces }: { workspaces: Session['workspaces'] | undefined }) {
  return (
    <section aria-labelledby="workspaces" aria-busy={!workspaces}>
      <h2 id="workspaces" className="mb-2 text-[15px]">
        Workspaces
      </h2>
      <div className="panel px-4 py-3">
        {workspaces ? null : <Skeleton className="my-1 w-48" />}
        {workspaces?.length === 0 ? (
          <p className="text-muted">
            You are a member of no workspace yet; ask an Owner of one for an invitation.
          </p>
        ) : null}
        <ul className="grid gap-1.5">
          {workspaces?.map(({ id, name, role }) => (
            <li key={id} className="flex flex-wrap gap-x-2">
              <Link className="link" href={datasetsPath(id)} prefetch={false}>
                {name}
              </Link>
              <span className="text-muted">{role}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
