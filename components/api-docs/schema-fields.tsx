import type { JsonObject } from "@/lib/base/json";
import { fieldsOf } from "@/lib/editor/openapi";

/** The fields of a body or an answer, one line each. */
export function SchemaFields({
  title,
  lead,
  document,
  schema,
}: {
  title: string;
  lead?: string;
  document: JsonObject;
  schema: JsonObject | undefined;
}) {
  const fields = schema === undefined ? [] : fieldsOf(document, schema);
  const description = typeof schema?.description === "string" ? schema.description : lead;
  return (
    <section aria-label={title}>
      <h3 className="font-medium text-sm">{title}</h3>
      {description && <p className="text-dim text-sm">{description}</p>}
      {fields.length > 0 && (
        <ul className="mt-1.5 overflow-hidden rounded-card border border-line bg-raised">
          {fields.map((field) => (
            <li
              key={field.at}
              className="flex flex-wrap items-baseline gap-x-3 border-line border-b px-3 py-1 text-xs last:border-b-0"
              style={{ paddingLeft: `${12 + field.depth * 16}px` }}
            >
              <code className="font-mono text-text">
                {field.name}
                {field.required && (
                  <span title="required" className="text-bad">
                    {" "}
                    *
                  </span>
                )}
              </code>
              <span className="min-w-0 break-words font-mono text-dim">{field.type}</span>
              {field.description && <span className="text-faint">{field.description}</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
