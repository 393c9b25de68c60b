export type Sample = { name: string; labels: Record<string, string>; value: number };
export type PrometheusText = { types: Map<string, string>; samples: Sample[] };

const TYPE = /^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram|summary|untyped)$/;
const COMMENT = /^#(?! TYPE)/;
const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (-?[0-9.e+-]+|NaN|[+-]Inf)$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/g;

/** Reads Prometheus's text format as strictly as its grammar is; throws at a line that is none. */
export function parsePrometheus(text: string): PrometheusText {
  const types = new Map<string, string>();
  const samples: Sample[] = [];
  for (const line of text.split("\n").filter(Boolean)) {
    const [, typed, type] = TYPE.exec(line) ?? [];
    const [, name, labels = "", value] = SAMPLE.exec(line) ?? [];
    if (typed && type) {
      types.set(typed, type);
    } else if (name) {
      samples.push({ name, labels: parseLabels(labels, line), value: numberOf(value ?? "") });
    } else if (!COMMENT.test(line)) {
      throw new Error(`Prometheus could not read this line: ${line}`);
    }
  }
  return { types, samples };
}

function parseLabels(text: string, line: string): Record<string, string> {
  const found = [...text.matchAll(LABEL)];
  if (found.map(([whole]) => whole).join("") !== text) {
    throw new Error(`Prometheus could not read the labels of this line: ${line}`);
  }
  return Object.fromEntries(found.map(([, name = "", value = ""]) => [name, value]));
}

function numberOf(text: string): number {
  return /Inf$/.test(text) ? Number(`${text.startsWith("-") ? "-" : ""}Infinity`) : Number(text);
}
