import { Checkbox } from './checkbox.tsx';

/** How many of a page's rows are picked; undefined while there is none to pick. */
export type PickedOfPage = 'none' | 'some' | 'all' | undefined;

interface PageCheckboxProps {
  picked: PickedOfPage;
  onPickPage: () => void;
}

/** Picks all rows of a table's page at once; the head of the column of their checkboxes. */
export function PageCheckbox({ picked, onPickPage }: PageCheckboxProps) {
  return (
    <th scope="col" className="w-10 pr-0!">
      <Checkbox
        label="Select this page"
        labelHidden
        disabled={!picked}
        checked={picked === 'all'}
        indeterminate={picked === 'some'}
        onChange={onPickPage}
      />
    </th>
  );
}

export function pickedOf(
  rows: readonly { id: string }[],
  picked: { has(id: string): boolean },
): PickedOfPage {
  if (rows.length === 0) return undefined;
  const here = rows.filter(({ id }) => picked.has(id)).length;
  return here === 0 ? 'none' : here === rows.length ? 'all' : 'some';
}
