'use client';

import { lazy, Suspense, useState } from 'react';
import type { Member } from '#lib/users/user-schema.ts';
import type { MemberQuestion } from './member-dialogs.tsx';
import { MemberRow } from './member-row.tsx';

const MemberDialogs = lazy(async () => ({ default: (await import('./member-dialogs.tsx')).MemberDialogs }));

interface MemberListProps {
  workspaceId: string;
  members: readonly Member[];
  manages: boolean;
}

/** The members by name; with `manages` each has a menu of what can be done. */
export function MemberList({ workspaceId, members, manages }: MemberListProps) {
  const [question, setQuestion] = useState<MemberQuestion>();
  const owners = members.filter(({ role }) => role === 'Owner').length;
  return (
    <>
      <div className="panel overflow-hidden">
        <table className="table">
          <caption className="sr-only">Members of this workspace</caption>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Role</th>
              <th scope="col" className="max-md:hidden">
                Last seen
              </th>
              <th scope="col" className="max-lg:hidden">
                Member since
              </th>
              {manages ? (
                <th scope="col">
                  <span className="sr-only">Actions</span>
                </th>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {members.map((member) => (
              <MemberRow
                key={member.userId}
                workspaceId={workspaceId}
                member={member}
                isLastOwner={member.role === 'Owner' && owners === 1}
                onAsk={manages ? (kind) => setQuestion({ kind, member }) : undefined}
              />
            ))}
          </tbody>
        </table>
      </div>
      {/* Apart from the rows: one that is removed goes from the list, and its dialog still has to leave the page. */}
      <Suspense>
        {question ? (
          <MemberDialogs
            workspaceId={workspaceId}
            question={question}
            onClose={() => setQuestion(undefined)}
          />
        ) : null}
      </Suspense>
    </>
  );
}
