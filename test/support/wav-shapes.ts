// WAV files of every kind, written byte by byte: what other programs write and ours does not.

export interface WavShape {
  encoding: 'integer' | 'float';
  bits: number;
  channels: number;
  sampleRate: number;
  extensible?: boolean;
  extraChunk?: boolean;
}

/** Any kind of WAV, written byte by byte; `values` are −1 to 1, interleaved. */
export function makeWav(shape: WavShape, values: readonly number[]): Buffer {
  const bytes = shape.bits / 8;
  const data = Buffer.alloc(values.length * bytes);
  values.forEach((value, i) => {
    if (shape.encoding === 'float')
      shape.bits === 64 ? data.writeDoubleLE(value, i * 8) : data.writeFloatLE(value, i * 4);
    else
      data.writeIntLE(
        Math.max(
          -(2 ** (shape.bits - 1)),
          Math.min(2 ** (shape.bits - 1) - 1, Math.round(value * 2 ** (shape.bits - 1))),
        ),
        i * bytes,
        bytes,
      );
  });
  const format = Buffer.alloc(shape.extensible ? 40 : 16);
  const code = shape.encoding === 'float' ? 3 : 1;
  format.writeUInt16LE(shape.extensible ? 0xfffe : code, 0);
  format.writeUInt16LE(shape.channels, 2);
  format.writeUInt32LE(shape.sampleRate, 4);
  format.writeUInt32LE(shape.sampleRate * shape.channels * bytes, 8);
  format.writeUInt16LE(shape.channels * bytes, 12);
  format.writeUInt16LE(shape.bits, 14);
  if (shape.extensible) {
    format.writeUInt16LE(22, 16);
    format.writeUInt16LE(code, 24);
  }
  const odd = shape.extraChunk ? chunk('LIST', Buffer.from('odd')) : Buffer.alloc(0);
  const body = Buffer.concat([Buffer.from('WAVE'), odd, chunk('fmt ', format), odd, chunk('data', data)]);
  return chunk('RIFF', body);
}

export function chunk(tag: string, body: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.write(tag, 0, 'latin1');
  header.writeUInt32LE(body.length, 4);
  return Buffer.concat([header, body, Buffer.alloc(body.length % 2)]);
}
