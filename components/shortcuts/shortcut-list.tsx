import { Keys } from "@/components/ui/kbd";
import type { Shortcut, ShortcutGroup } from "@/lib/editor/shortcuts";

/** Groups of keys in columns. */
export function ShortcutList({ groups, mac }: { groups: readonly ShortcutGroup[]; mac?: boolean }) {
  return (
    <div className="gap-x-8 min-[720px]:columns-2">
      {groups.map((group) => (
        <section key={group.title} className="mb-5 break-inside-avoid">
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
  );
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
