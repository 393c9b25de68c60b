"use client";

import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

export type NavLinkProps = { href: Route; label: string; className: string; children: ReactNode };

/** A way to a section, marked while its page or one below it is open. */
export function NavLink({ href, label, className, children }: NavLinkProps) {
  const pathname = usePathname();
  const isHere = pathname === href || pathname.startsWith(`${href}/`);
  return (
    <Link href={href} aria-current={isHere ? "page" : undefined} title={label} className={className}>
      {children}
    </Link>
  );
}
