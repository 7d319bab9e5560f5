#include "CICU.h"
#include <unicode/ucnv.h>

UConverter *cicu_converter_open(const char *name) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(name, &status);
  return U_FAILURE(status) ? 0 : converter;
}

void cicu_converter_close(UConverter *converter) { ucnv_close(converter); }

const char *cicu_charset_name(const char *name) {
  static const char *const standards[] = {"MIME", "IANA"};
  for (int i = 0; i < 2; i++) {
    UErrorCode status = U_ZERO_ERROR;
    const char *found = ucnv_getStandardName(name, standards[i], &status);
    if (U_SUCCESS(status) && found) return found;
  }
  return 0;
}

int32_t cicu_converter_decode(
    UConverter *converter, const uint8_t *bytes, int32_t length, int32_t *consumed, uint16_t *target,
    int32_t *offsets, int32_t capacity, int32_t is_last, int32_t *overflows) {
  UErrorCode status = U_ZERO_ERROR;
  const char *source = (const char *)bytes;
  UChar *next = target;
  ucnv_toUnicode(
      converter, &next, target + capacity, &source, (const char *)bytes + length, offsets, (UBool)(is_last != 0), &status);
  *consumed = (int32_t)(source - (const char *)bytes);
  *overflows = status == U_BUFFER_OVERFLOW_ERROR;
  return U_FAILURE(status) && !*overflows ? -1 : (int32_t)(next - target);
}
