import Link from "next/link";
import { Moment } from "@/components/run/moment";
import { cn } from "@/components/ui/cn";
import type { Blueprint } from "@/lib/catalog/blueprint";
import type { Entity } from "@/lib/catalog/entity";
import { entityAddress } from "./addresses";
import { ValueText } from "./value-text";

/** How many properties have a column of their own. */
const mostColumns = 4;

/** Entities as rows: title and identifier, the first few plain properties, when they changed. */
export function EntityTable({ blueprint, entities }: { blueprint: Blueprint; entities: readonly Entity[] }) {
  const columns = columnsOf(blueprint);
  const cell = "px-3 py-2 align-top";
  return (
    <div className="overflow-x-auto rounded-card border border-line bg-raised">
      <table className="w-full border-collapse text-left text-sm">
        <thead className="text-dim text-xs">
          <tr className="border-line border-b">
            <th className={cn(cell, "font-medium")}>Title</th>
            {columns.map(({ name, title }) => (
              <th key={name} className={cn(cell, "hidden font-medium md:table-cell")}>
                {title}
              </th>
            ))}
            <th className={cn(cell, "w-28 font-medium")}>Changed</th>
          </tr>
        </thead>
        <tbody>
          {entities.map((entity) => (
            <tr key={entity.identifier} className="border-line border-b last:border-b-0 hover:bg-hover">
              <td className={cn(cell, "max-w-72")}>
                <Link href={entityAddress(entity)} className="block truncate font-medium hover:underline">
                  {entity.title}
                </Link>
                {entity.title !== entity.identifier && (
                  <code className="block truncate font-mono text-faint text-xs">{entity.identifier}</code>
                )}
              </td>
              {columns.map(({ name, relation }) => (
                <td key={name} className={cn(cell, "hidden max-w-52 truncate md:table-cell")}>
                  <ValueText value={(relation ? entity.relations[name] : entity.properties[name]) ?? null} />
                </td>
              ))}
              <td className={cn(cell, "whitespace-nowrap text-dim")}>
                <Moment at={entity.updatedAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface Column {
  name: string;
  title: string;
  relation: boolean;
}

function columnsOf(blueprint: Blueprint): Column[] {
  const column =
    (relation: boolean) =>
    ([name, { title }]: [string, { title?: string | null | undefined }]) => ({
      name,
      title: title || name,
      relation,
    });
  const plain = Object.entries(blueprint.schema.properties).filter(
    ([, { type, format }]) => type !== "object" && format !== "markdown" && format !== "yaml",
  );
  return [
    ...plain.map(column(false)),
    ...Object.entries(blueprint.relations).map(column(true)),
    ...Object.entries(blueprint.calculationProperties).map(column(false)),
    ...Object.entries(blueprint.mirrorProperties).map(column(false)),
  ].slice(0, mostColumns);
}
