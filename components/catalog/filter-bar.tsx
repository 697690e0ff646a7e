"use client";

import { ListFilter, Search, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { isUnary, operatorOf } from "@/lib/catalog/query";
import { type Filter, type Filterable, operatorsFor, placeholderFor } from "./filters";

/** Search box, conditions with Port's operators, and the order. */
export function FilterBar({
  properties,
  text,
  filters,
  sort,
  onText,
  onFilters,
  onSort,
}: {
  properties: readonly Filterable[];
  text: string;
  filters: readonly Filter[];
  sort: string;
  onText: (text: string) => void;
  onFilters: (filters: Filter[]) => void;
  onSort: (sort: string) => void;
}) {
  const add = () => {
    const [first] = properties.filter(({ name }) => !name.startsWith("$"));
    const property = first ?? properties[0];
    if (property === undefined) return;
    const key = Math.max(-1, ...filters.map((filter) => filter.key)) + 1;
    const [operator = "="] = operatorsFor(property);
    onFilters([...filters, { key, property: property.name, operator, value: "" }]);
  };
  const change = (key: number, part: Partial<Filter>) =>
    onFilters(filters.map((filter) => (filter.key === key ? { ...filter, ...part } : filter)));
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <div className="relative min-w-40 flex-1">
          <Search aria-hidden className="absolute top-1.5 left-2 size-4 text-faint" />
          <Input
            type="search"
            value={text}
            aria-label="Search entities"
            placeholder="Search by title or identifier"
            onChange={(event) => onText(event.target.value)}
            className="pl-8"
          />
        </div>
        <Button onClick={add}>
          <ListFilter />
          Add filter
        </Button>
        <Select
          label="Order"
          value={sort}
          onChange={onSort}
          options={sortOptions(properties)}
          className="w-44"
        />
      </div>
      {filters.map((filter) => (
        <FilterLine
          key={filter.key}
          filter={filter}
          properties={properties}
          onChange={(part) => change(filter.key, part)}
          onRemove={() => onFilters(filters.filter((other) => other.key !== filter.key))}
        />
      ))}
    </div>
  );
}

/** An order as one text: `+` or `-` and the property. */
const sortOptions = (properties: readonly Filterable[]) => [
  { value: "-$updatedAt", label: "Changed last first" },
  { value: "+$title", label: "By title" },
  ...properties
    .filter(({ name, type }) => !name.startsWith("$") && type !== "object" && type !== "array")
    .map(({ name, title }) => ({ value: `+${name}`, label: `By ${title.toLowerCase()}` })),
];

function FilterLine({
  filter,
  properties,
  onChange,
  onRemove,
}: {
  filter: Filter;
  properties: readonly Filterable[];
  onChange: (part: Partial<Filter>) => void;
  onRemove: () => void;
}) {
  const about = properties.find(({ name }) => name === filter.property) ?? properties[0];
  if (about === undefined) return null;
  const choose = (property: string) => {
    const next = properties.find(({ name }) => name === property) ?? about;
    const allowed = operatorsFor(next);
    onChange({
      property,
      operator: allowed.includes(filter.operator) ? filter.operator : (allowed[0] ?? "="),
    });
  };
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <Select
        label="Filter by"
        value={filter.property}
        onChange={choose}
        options={properties.map(({ name, title }) => ({
          value: name,
          label: title,
          ...(title === name ? {} : { description: name }),
        }))}
        className="w-36"
      />
      <Select
        label="Operator"
        value={filter.operator}
        onChange={(operator) => onChange({ operator: operatorOf(operator) ?? filter.operator })}
        options={operatorsFor(about).map((one) => ({ value: one, label: one }))}
        className="w-32"
      />
      {!isUnary(filter.operator) && (
        <Input
          aria-label="Value"
          value={filter.value}
          placeholder={placeholderFor(about, filter.operator)}
          onChange={(event) => onChange({ value: event.target.value })}
          className="w-auto min-w-32 flex-1"
        />
      )}
      <IconButton label="Remove filter" icon={<X />} onClick={onRemove} />
    </div>
  );
}
