"use client";

import type { Route } from "next";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Link } from "@/app/_components/ui/link.client";

export type NavLinkProps = {
  href: Route;
  label: string;
  /** G and then this key lead there. */
  goKey?: string | undefined;
  className: string;
  children: ReactNode;
};

/** A way to a section, marked while its page or one below it is open. */
export function NavLink({ href, label, goKey, className, children }: NavLinkProps) {
  const pathname = usePathname();
  const isHere = pathname === href || pathname.startsWith(`${href}/`);
  return (
    <Link href={href} aria-current={isHere ? "page" : undefined} title={label} data-go={goKey} className={className}>
      {children}
    </Link>
  );
}
