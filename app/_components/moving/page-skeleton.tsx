import { classNames } from "../ui/class-names";

const BAR = "rounded-chip bg-sunken dark:bg-hover";

/** The page to come in grey: its rows have their final height, so that nothing jumps. */
export function PageSkeleton({ path }: { path: string }) {
  const [, , section, name, , version] = path.split(/[?#]/)[0]?.split("/") ?? [];
  if (section === "models" && version) {
    return <VersionSkeleton />;
  }
  if (section === "models" && name) {
    return <ModelSkeleton />;
  }
  return section === "settings" ? <SettingsSkeleton /> : <ListSkeleton hasChart={section === "deliveries"} />;
}

function ListSkeleton({ hasChart }: { hasChart: boolean }) {
  return (
    <>
      <HeadSkeleton />
      {hasChart ? <div className={classNames(BAR, "mx-6 mb-3.5 h-28 rounded-panel max-sm:mx-4")} /> : null}
      <div className="flex gap-2 px-6 pb-2.5 max-sm:px-4">
        <div className={classNames(BAR, "h-7 w-[280px] max-sm:h-9 max-sm:w-full")} />
        <div className={classNames(BAR, "h-7 w-40 max-sm:hidden")} />
      </div>
      <RowsSkeleton count={12} />
    </>
  );
}

function ModelSkeleton() {
  return (
    <>
      <HeadSkeleton />
      <div className={classNames(BAR, "mx-6 h-[92px] rounded-panel max-sm:mx-4")} />
      <div className="mx-6 mt-4 grid grid-cols-3 gap-4 max-md:grid-cols-1 max-sm:mx-4">
        <div className={classNames(BAR, "h-[252px] rounded-panel")} />
        <div className={classNames(BAR, "h-[252px] rounded-panel")} />
        <div className={classNames(BAR, "h-[252px] rounded-panel max-md:hidden")} />
      </div>
      <div className={classNames(BAR, "mx-6 mt-7 mb-3 h-5 w-28 max-sm:mx-4")} />
      <RowsSkeleton count={8} />
    </>
  );
}

function VersionSkeleton() {
  return (
    <>
      <HeadSkeleton />
      <div className="mx-6 grid grid-cols-[minmax(0,1fr)_320px] gap-5 max-md:grid-cols-1 max-sm:mx-4">
        <div className={classNames(BAR, "h-[420px] rounded-panel")} />
        <div className={classNames(BAR, "h-[420px] rounded-panel max-md:h-52")} />
      </div>
    </>
  );
}

function SettingsSkeleton() {
  return (
    <>
      <div className="h-[45px] border-line border-b" />
      <HeadSkeleton />
      <RowsSkeleton count={6} />
    </>
  );
}

function HeadSkeleton() {
  return (
    <div className="px-6 pt-5 pb-4 max-sm:px-4 max-sm:pt-4">
      <div className={classNames(BAR, "h-7 w-44")} />
    </div>
  );
}

function RowsSkeleton({ count }: { count: number }) {
  return (
    <div className="mx-6 overflow-hidden rounded-panel border border-line max-sm:mx-0 max-sm:rounded-none max-sm:border-x-0">
      <div className="h-[30px] bg-canvas max-sm:hidden dark:bg-sunken" />
      {Array.from({ length: count }, (_, place) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: grey rows have nothing but their place.
          key={place}
          className="flex h-9 items-center gap-6 border-line border-t px-3.5 first:border-t-0 max-sm:h-[68px] max-sm:px-4"
        >
          <div className={classNames(BAR, "h-3 w-40")} />
          <div className={classNames(BAR, "h-3 w-24 max-sm:hidden")} />
          <div className={classNames(BAR, "ml-auto h-3 w-16")} />
        </div>
      ))}
    </div>
  );
}
