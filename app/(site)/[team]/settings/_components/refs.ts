/**
 * How a webhook or a secret stands in an address: by its name, unless that means something else there. `new` is a page of
 * its own, and browsers fold the dots away.
 */
export function refOf({ id, name }: { id: string; name: string }): string {
  return /^(new|\.{1,2})$/.test(name) ? id : name;
}
