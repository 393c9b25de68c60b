export type Tensor = { name: string; shape: readonly number[]; values: readonly number[] };

/**
 * Writes tensors of 32-bit floats as a `.safetensors` file: the header's length in eight bytes, the header as JSON padded
 * with spaces to a multiple of eight, then the numbers, little-endian and without gaps.
 */
export function safetensorsFile(tensors: readonly Tensor[], metadata: Readonly<Record<string, string>>): Uint8Array {
  let end = 0;
  const entries = tensors.map(({ name, shape, values }) => {
    const begin = end;
    end += values.length * Float32Array.BYTES_PER_ELEMENT;
    return [name, { dtype: "F32", shape, data_offsets: [begin, end] }] as const;
  });
  const header = paddedHeader({ __metadata__: metadata, ...Object.fromEntries(entries) });

  const file = new Uint8Array(8 + header.length + end);
  const view = new DataView(file.buffer);
  view.setBigUint64(0, BigInt(header.length), true);
  file.set(header, 8);
  tensors
    .flatMap(({ values }) => values)
    .forEach((value, index) => {
      view.setFloat32(8 + header.length + index * Float32Array.BYTES_PER_ELEMENT, value, true);
    });
  return file;
}

function paddedHeader(header: object): Uint8Array {
  const bytes = new TextEncoder().encode(JSON.stringify(header));
  const padded = new Uint8Array(Math.ceil(bytes.length / 8) * 8).fill(0x20);
  padded.set(bytes);
  return padded;
}

/** Reads such a file again. What is not one of 32-bit floats is an error that names the place. */
export function readSafetensors(file: Uint8Array): Map<string, Tensor> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const headerBytes = Number(view.getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + headerBytes))) as Record<string, Entry>;
  const entries = Object.entries(header).filter(([name]) => name !== "__metadata__");
  return new Map(
    entries.map(
      ([
        name,
        {
          dtype,
          shape,
          data_offsets: [begin, end],
        },
      ]) => {
        if (dtype !== "F32") {
          throw new Error(`${name} holds ${dtype}, not F32.`);
        }
        const values = Array.from({ length: (end - begin) / Float32Array.BYTES_PER_ELEMENT }, (_, index) =>
          view.getFloat32(8 + headerBytes + begin + index * Float32Array.BYTES_PER_ELEMENT, true),
        );
        return [name, { name, shape, values }];
      },
    ),
  );
}

type Entry = { dtype: string; shape: number[]; data_offsets: [number, number] };
