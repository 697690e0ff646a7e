/** Whether a text is an absolute web address. */
export const isWebAddress = (value: string): boolean =>
  /^[a-z][a-z0-9+.-]*:\/\//i.test(value) && URL.canParse(value);

/** Whether a text has the shape of an email address. */
export const isEmail = (value: string): boolean =>
  value.length <= 320 && /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value);

/** Whether a text is a moment of ISO 8601 with date, time and offset. */
export function isDateTime(value: string): boolean {
  const match =
    value.length <= 40
      ? /^(\d{4}-\d\d-(\d\d))T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/.exec(value)
      : null;
  if (match === null || Number.isNaN(Date.parse(value))) return false;
  // `Date` lets February 30 roll over into March.
  const day = new Date(`${match[1]}T00:00:00Z`).getUTCDate();
  return day === Number(match[2]);
}

/** Whether a text is four numbers from 0 to 255 with dots between. */
export const isIpv4 = (value: string): boolean =>
  /^\d{1,3}(\.\d{1,3}){3}$/.test(value) && value.split(".").every((part) => Number(part) <= 255);

/** Whether a text is an IPv6 address, as the platform reads one in an address. */
export const isIpv6 = (value: string): boolean =>
  value.length <= 45 && /^[0-9a-f:.]+$/i.test(value) && URL.canParse(`http://[${value}]/`);
