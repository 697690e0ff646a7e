import { Keys } from "@/components/ui/kbd";
import type { Shortcut, ShortcutGroup } from "@/lib/editor/shortcuts";

/** Groups of keys in columns. */
export function ShortcutList({ groups, mac }: { groups: readonly ShortcutGroup[]; mac?: boolean }) {
  return (
    <div className="grid gap-x-8 min-[720px]:grid-cols-2">
      {columnsOf(groups).map((column) => (
        <div key={column[0]?.title}>
          {column.map((group) => (
            <section key={group.title} className="mb-5">
              <h3 className="mb-1 font-medium text-dim text-xs">{group.title}</h3>
              <dl>
                {group.rows.map((row) => (
                  <div
                    key={row.words}
                    className="flex min-h-8 items-center justify-between gap-4 border-line border-b last:border-b-0"
                  >
                    <dt className="text-sm">{row.words}</dt>
                    <dd>
                      <Caps row={row} {...(mac === undefined ? {} : { mac })} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      ))}
    </div>
  );
}

/** Two columns of about the same height; each group goes to the shorter one. */
function columnsOf(groups: readonly ShortcutGroup[]): ShortcutGroup[][] {
  const columns: { rows: number; groups: ShortcutGroup[] }[] = [
    { rows: 0, groups: [] },
    { rows: 0, groups: [] },
  ];
  for (const group of groups) {
    const [first, second] = columns as [(typeof columns)[0], (typeof columns)[0]];
    const shorter = first.rows <= second.rows ? first : second;
    shorter.groups.push(group);
    shorter.rows += group.rows.length + 2;
  }
  return columns.map((column) => column.groups).filter((column) => column.length > 0);
}

function Caps({ row, mac }: { row: Shortcut; mac?: boolean }) {
  const as = mac === undefined ? {} : { mac };
  return (
    <span className="flex items-center gap-1.5 text-faint text-xs">
      <Keys keys={row.keys} {...as} />
      {row.or && (
        <>
          or <Keys keys={row.or} {...as} />
        </>
      )}
    </span>
  );
}
