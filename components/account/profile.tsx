import { ProfileForm } from '#components/identity/profile-form.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { Session } from '#lib/identity/session-schema.ts';

/** How others see me. */
export function Profile({ user }: { user: Session['user'] | undefined }) {
  return (
    <section aria-labelledby="profile" aria-busy={!user}>
      <h2 id="profile" className="mb-2 text-[15px]">
        Profile
      </h2>
      <div className="panel px-4 py-3.5">
        {user ? (
          <div className="grid gap-3">
            <ProfileForm key={user.id} user={user} />
            {user.email ? (
              <p className="text-muted">
                E-mail address: <bdi className="text-text">{user.email}</bdi>
              </p>
            ) : null}
          </div>
        ) : (
          // As high as the form.
          <div className="min-h-32">
            <Skeleton className="my-1 w-48" />
          </div>
        )}
      </div>
    </section>
  );
}
