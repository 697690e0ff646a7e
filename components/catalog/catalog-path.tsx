import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { blueprintAddress } from "./addresses";

/** Where a page is in the catalog, as links upwards. */
export function CatalogPath({ blueprint }: { blueprint?: { identifier: string; title: string } }) {
  const link = "rounded-control text-dim hover:text-text hover:underline";
  return (
    <nav aria-label="Catalog" className="mb-1 flex items-center gap-1 text-xs">
      <Link href="/catalog" className={link}>
        Catalog
      </Link>
      {blueprint && (
        <>
          <ChevronRight aria-hidden className="size-3 text-faint" />
          <Link href={blueprintAddress(blueprint.identifier)} className={link}>
            {blueprint.title}
          </Link>
        </>
      )}
    </nav>
  );
}
