"use client";

import type { Route } from "next";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Link } from "@/app/_components/ui/link.client";

export type NavLinkProps = {
  href: Route;
  label: string;
  /** Other sections that it stands for, where they have no way of their own. */
  covers?: readonly Route[] | undefined;
  /** G and then this key lead there. */
  goKey?: string | undefined;
  className: string;
  children: ReactNode;
};

/** A way to a section, marked while its page or one below it is open. */
export function NavLink({ href, label, covers = [], goKey, className, children }: NavLinkProps) {
  const pathname = usePathname();
  const isHere = [href, ...covers].some((path) => pathname === path || pathname.startsWith(`${path}/`));
  return (
    <Link href={href} aria-current={isHere ? "page" : undefined} title={label} data-go={goKey} className={className}>
      {children}
    </Link>
  );
}
