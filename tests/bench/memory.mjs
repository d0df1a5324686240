// SPDX-License-Identifier: MIT
//
// How much memory a WebAssembly module asks for before it runs, read from its memory section (section 5: one memory,
// its limits in pages of 64 KiB, integers in LEB128).

export function initialMemory(bytes) {
  let at = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at];
      at += 1;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  };
  while (at < bytes.length) {
    const section = bytes[at];
    at += 1;
    const size = number();
    const end = at + size;
    if (section === 5) {
      number();
      at += 1;
      return number() * 65_536;
    }
    at = end;
  }
  throw new Error('the module defines no memory');
}
