import { ArrowDownLeft, ArrowUpRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { MaskedText } from "@/components/run/masked-text";
import { Pill } from "@/components/ui/pill";
import type { Json } from "@/lib/base/json";
import { computedNames } from "@/lib/catalog/blueprint";
import type { EntityDetail, EntityName } from "@/lib/editor/api-types";
import { entityAddress } from "./addresses";
import { ValueText } from "./value-text";

/** What an entity holds, and its relations as links. */
export function EntityOverview({ detail }: { detail: EntityDetail }) {
  const { blueprint, entity, related, incoming, incomingTotal } = detail;
  const computed = computedNames(blueprint);
  const names = [...Object.keys(blueprint.schema.properties), ...computed];
  const titles: Record<string, { title?: string | null | undefined; format?: string | null | undefined }> = {
    ...blueprint.schema.properties,
    ...blueprint.mirrorProperties,
    ...blueprint.calculationProperties,
  };
  return (
    <div className="grid gap-x-10 gap-y-6 md:grid-cols-[3fr_2fr]">
      <section aria-label="Properties">
        <h2 className="mb-2 font-semibold text-base">Properties</h2>
        <dl className="grid grid-cols-[minmax(96px,auto)_1fr] gap-x-4 gap-y-2 text-sm">
          <Row label="Team">
            {entity.team.length === 0 ? (
              <ValueText value={null} />
            ) : (
              <span className="flex flex-wrap gap-1">
                {entity.team.map((team) => (
                  <Pill key={team}>{team}</Pill>
                ))}
              </span>
            )}
          </Row>
          {names.map((name) => (
            <Row key={name} label={titles[name]?.title || name} aside={computed.includes(name) && "computed"}>
              <PropertyValue value={entity.properties[name] ?? null} format={titles[name]?.format ?? ""} />
            </Row>
          ))}
        </dl>
        {names.length === 0 && <p className="mt-2 text-dim text-sm">The blueprint declares no properties.</p>}
      </section>
      <section aria-label="Relations">
        <h2 className="mb-2 font-semibold text-base">Relations</h2>
        {related.length === 0 && incoming.length === 0 && (
          <p className="text-dim text-sm">It leads to nothing, and nothing leads to it.</p>
        )}
        <ul className="flex flex-col gap-3">
          {related.map(({ relation, title, entities }) => (
            <li key={relation}>
              <p className="mb-0.5 flex items-center gap-1.5 text-dim text-xs">
                <ArrowUpRight aria-hidden className="size-3" />
                {title}
              </p>
              <Links entities={entities} />
            </li>
          ))}
          {incoming.length > 0 && (
            <li>
              <p className="mb-0.5 flex items-center gap-1.5 text-dim text-xs">
                <ArrowDownLeft aria-hidden className="size-3" />
                Led to by {incomingTotal}
              </p>
              <Links entities={incoming} />
              {incomingTotal > incoming.length && (
                <p className="text-faint text-xs">and {incomingTotal - incoming.length} more</p>
              )}
            </li>
          )}
        </ul>
      </section>
    </div>
  );
}

function Row({ label, aside, children }: { label: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <>
      <dt className="text-dim">
        {label}
        {aside && <span className="block text-faint text-xs">{aside}</span>}
      </dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </>
  );
}

function PropertyValue({ value, format }: { value: Json; format: string }) {
  if (format === "url" && typeof value === "string" && /^https?:\/\//i.test(value))
    return (
      <a href={value} target="_blank" rel="noreferrer" className="text-accent hover:underline">
        {value}
      </a>
    );
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return (
      <pre className="max-h-60 overflow-auto rounded-control bg-sunken p-2 font-mono text-xs leading-4">
        {JSON.stringify(value, null, 2)}
      </pre>
    );
  if (typeof value === "string")
    return (
      <span className="whitespace-pre-wrap">
        <ValueText value={value} />
      </span>
    );
  if (Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "string"))
    return (
      <span className="flex flex-wrap gap-1">
        {[...new Set(value)].map((one) => (
          <Pill key={one}>
            <MaskedText text={one} />
          </Pill>
        ))}
      </span>
    );
  return <ValueText value={value} />;
}

function Links({ entities }: { entities: readonly (EntityName & { relation?: string })[] }) {
  if (entities.length === 0) return <ValueText value={null} />;
  return (
    <ul className="flex flex-col gap-0.5">
      {entities.map((entity) => (
        <li
          key={`${entity.blueprint} ${entity.identifier} ${entity.relation ?? ""}`}
          className="flex min-w-0 items-baseline gap-2"
        >
          <Link href={entityAddress(entity)} className="truncate text-sm hover:underline">
            {entity.title}
          </Link>
          <span className="shrink-0 text-faint text-xs">{entity.blueprint}</span>
        </li>
      ))}
    </ul>
  );
}
