#include "CICU.h"
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

int32_t cicu_category(int32_t c) { return u_charType(c); }
int32_t cicu_direction(int32_t c) { return u_charDirection(c); }
int32_t cicu_sentence_break(int32_t c) { return u_getIntPropertyValue(c, UCHAR_SENTENCE_BREAK); }
int32_t cicu_combining_class(int32_t c) { return u_getCombiningClass(c); }
int32_t cicu_digit_value(int32_t c) { return u_charDigitValue(c); }
int32_t cicu_fold_case(int32_t c) { return u_foldCase(c, U_FOLD_CASE_DEFAULT); }
int32_t cicu_nfc_quick_check(int32_t c) { return u_getIntPropertyValue(c, UCHAR_NFC_QUICK_CHECK); }
int32_t cicu_nfkc_quick_check(int32_t c) { return u_getIntPropertyValue(c, UCHAR_NFKC_QUICK_CHECK); }

const UNormalizer2 *cicu_nfc(void) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *instance = unorm2_getNFCInstance(&status);
  return U_FAILURE(status) ? 0 : instance;
}

const UNormalizer2 *cicu_nfkc(void) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *instance = unorm2_getNFKCInstance(&status);
  return U_FAILURE(status) ? 0 : instance;
}

int32_t cicu_normalize(
    const UNormalizer2 *normalizer, const uint16_t *source, int32_t length, uint16_t *target, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  if (normalizer == 0) return -1;
  int32_t count = unorm2_normalize(normalizer, source, length, target, capacity, &status);
  return status == U_BUFFER_OVERFLOW_ERROR ? count : U_FAILURE(status) ? -1 : count;
}
