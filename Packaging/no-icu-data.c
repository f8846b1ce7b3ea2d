// Stands where the 34 MB of tables of all languages would stand that Foundation brings with its ICU: floodgate asks ICU for
// none of them. It is ICU's own way to be without data (stubdata.cpp): a table of contents with nothing in it.
// Compiled with -DICU_DATA=icudt76_dat: the name that the toolchain's ICU looks for.
#include <stdint.h>

const struct {
  uint16_t headerSize;
  uint8_t magic[2];
  uint16_t size, reserved;
  uint8_t isBigEndian, charsetFamily, sizeofUChar, reservedByte;
  uint8_t dataFormat[4], formatVersion[4], dataVersion[4];
  char padding[8];
  uint32_t count, reservedCount;
  int32_t entries[4];
} ICU_DATA = {
    .headerSize = 32,
    .magic = {0xda, 0x27},
    .size = 20,
    .sizeofUChar = 2,
    .dataFormat = {'T', 'o', 'C', 'P'},
    .formatVersion = {1},
};
